import { type Database, pruneWorkers, recordBeat, recordStop, type WorkerBeat, type WorkerIdentity } from '@branch-sync/db';
import { withinMs } from '@branch-sync/lifecycle';
import type { Logger } from 'pino';

export interface HeartbeatOptions {
  readonly db: Database;
  readonly identity: WorkerIdentity;
  readonly log: Logger;
  /** What the beat says, asked for each one. */
  readonly observe: () => WorkerBeat;
}

const beatEveryMs = 5_000;
/** Once an hour, and at the start. */
const beatsBetweenPrunings = 720;
/** A database that is away must not hold up the end of the process. Milliseconds. */
const lastBeatWithinMs = 3_000;

/**
 * Says every few seconds that this worker is alive, and how it is. Without Postgres a beat is lost, nothing else: the worker waits for it as
 * its runs do. `stop` sends the last beat.
 */
export function startHeartbeat({ db, identity, log, observe }: HeartbeatOptions): { stop(): Promise<void> } {
  let beats = 0;
  let isLost = false;
  let underWay: Promise<void> | null = null;

  async function beat(): Promise<void> {
    try {
      await recordBeat(db, identity, observe());
      if (isLost) log.info('heartbeats reach the database again');
      isLost = false;
      if (beats % beatsBetweenPrunings === 0) await pruneWorkers(db);
      beats += 1;
    } catch (err) {
      // One line for an outage, not one for each beat.
      if (!isLost) log.warn({ err }, 'a heartbeat did not reach the database');
      isLost = true;
    }
  }

  function beatUnlessUnderWay(): void {
    underWay ??= beat().finally(() => {
      underWay = null;
    });
  }

  beatUnlessUnderWay();
  const timer = setInterval(beatUnlessUnderWay, beatEveryMs);
  return {
    async stop() {
      clearInterval(timer);
      // After the beat under way: it must not call a stopped worker alive.
      const lastBeat = (underWay ?? Promise.resolve()).then(() => recordStop(db, identity.id));
      await withinMs(lastBeatWithinMs, lastBeat).catch((err: unknown) => log.warn({ err }, 'the last heartbeat was lost'));
    },
  };
}
