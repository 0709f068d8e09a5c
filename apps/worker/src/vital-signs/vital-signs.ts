import { type Database, pingDatabase, type WorkerIdentity } from '@branch-sync/db';
import { checkParts } from '@branch-sync/lifecycle';
import type { Logger } from 'pino';
import { type Consumer, watchConsumption } from './consumption.ts';
import { watchEventLoop } from './event-loop.ts';
import { startHeartbeat } from './heartbeat.ts';
import { type ProbeAddress, type ReadableMetrics, startProbeServer } from './probe-server.ts';

export interface VitalSignsOptions {
  readonly db: Database;
  readonly log: Logger;
  readonly identity: WorkerIdentity;
  /** Those that work on runs, one for each kind. */
  readonly runs: readonly Consumer[];
  readonly planner: Consumer;
  /** Null: no probes. */
  readonly probes: ProbeAddress | null;
  readonly metrics: ReadableMetrics;
}

export interface VitalSigns {
  /** From now on the worker takes nothing new: it is not ready, and not blamed for it. */
  drain(): void;
  /** The last beat; then nobody answers any more. */
  stop(): Promise<void>;
}

/** Tells how this worker is: in the fleet's table by heartbeats, in the log, and to whoever asks its probes. */
export async function startVitalSigns({
  db,
  log,
  identity,
  runs,
  planner,
  probes,
  metrics,
}: VitalSignsOptions): Promise<VitalSigns> {
  let isDraining = false;
  const eventLoop = watchEventLoop((worstMs) => log.warn({ worstMs }, `the event loop was held up for ${worstMs} ms`));
  const consumption = watchConsumption([...runs, planner], log);
  const server = probes === null ? null : await startProbeServer(probes, { live: askLive, ready: askReady, metrics });
  if (server !== null) log.info({ url: server.url }, `probes at ${server.url}/health/live and ${server.url}/health/ready`);
  const heartbeat = startHeartbeat({ db, identity, log, observe });

  function observe() {
    const lastTakenAt = latestOf(runs.map(({ worker }) => worker.tally.lastTakenAt));
    return {
      concurrency: sumOf(runs.map(({ worker }) => worker.concurrency)),
      running: sumOf(runs.map(({ worker }) => worker.tally.running)),
      isDraining,
      isConsuming: !isDraining && consumption.neglectedQueues().length === 0,
      msSinceLastJob: lastTakenAt === null ? null : performance.now() - lastTakenAt,
      eventLoopLagMs: eventLoop.worstSinceLast(),
      rssMb: Math.round(process.memoryUsage.rss() / 2 ** 20),
      uptimeMs: process.uptime() * 1000,
    };
  }

  async function checkConsumption() {
    const neglected = consumption.neglectedQueues();
    if (neglected.length === 0) return { ok: true, message: 'It takes jobs when there are any.' };
    return { ok: false, message: `Jobs wait in ${neglected.join(', ')}, and it takes none: restart it.` };
  }

  function askLive() {
    return checkParts({ consumption: checkConsumption }, log);
  }

  function askReady() {
    const looks = {
      async database() {
        await pingDatabase(db);
        return { ok: true, message: 'Postgres answers.' };
      },
      async queue() {
        await planner.queue.getJobCounts('waiting');
        return { ok: true, message: 'The queue answers.' };
      },
      consumption: checkConsumption,
      async draining() {
        return isDraining ? { ok: false, message: 'It is stopping.' } : { ok: true, message: 'It is not stopping.' };
      },
    };
    return checkParts(looks, log);
  }

  return {
    drain() {
      isDraining = true;
      consumption.stop();
    },
    async stop() {
      eventLoop.stop();
      try {
        await heartbeat.stop();
      } finally {
        server?.close();
      }
    },
  };
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

/** The latest of some moments; null where there is none. */
function latestOf(moments: readonly (number | null)[]): number | null {
  return moments.reduce((latest, moment) => (moment === null ? latest : Math.max(moment, latest ?? moment)), null);
}
