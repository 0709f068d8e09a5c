import { type Database, pruneWorkers, recordBeat, recordStop, type WorkerBeat, type WorkerIdentity } from '@branch-sync/db';
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

/**
 * Says every few seconds that this worker is alive, and how it is. Without Postgres a beat is lost, nothing else: the worker waits for it as
 * its runs do. `stop` sends the last beat; it throws where that does not reach Postgres.
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
      await underWay;
      await recordStop(db, identity.id);
    },
  };
}
