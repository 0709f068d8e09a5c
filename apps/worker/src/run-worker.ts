import { type QueueStore, type Queues, type RunQueueName, startQueueWorker } from '@branch-sync/queue';
import type { RunDeps } from '@branch-sync/sync';
import type { Tracing } from '@branch-sync/telemetry';
import type { Logger } from 'pino';
import { watchEnds } from './after-run.ts';
import { lendPlaces } from './lend-places.ts';
import type { WorkerMetrics } from './metrics/worker-metrics.ts';
import { runProcessor } from './process-run.ts';
import { listenToBranches } from './silent-branches.ts';
import { startSlice } from './slice.ts';
import type { Consumer } from './vital-signs/consumption.ts';

export interface RunWorkerOptions {
  readonly kind: RunQueueName;
  readonly deps: RunDeps;
  readonly store: QueueStore;
  readonly queues: Queues;
  readonly log: Logger;
  readonly metrics: WorkerMetrics;
  readonly tracing: Pick<Tracing, 'queue' | 'inSpan'>;
  /** Runs at once, but for those whose branch is silent. */
  readonly places: number;
  readonly lockDurationMs: number;
  readonly sliceMs: number;
}

/** A run whose worker stops goes on elsewhere at once. Milliseconds. */
const elsewhereMs = 250;

/** A worker on the queue of one kind of run. `close` lets every run go on to where it may next stop. */
export interface RunWorker extends Consumer {
  close(): Promise<void>;
}

/** Starts to take runs of a kind. */
export function startRunWorker(options: RunWorkerOptions): RunWorker {
  const { kind, deps, store, queues, log, metrics, tracing, places, lockDurationMs, sliceMs } = options;
  const queue = queues.byName[kind];
  let isStopping = false;
  const branches = listenToBranches();
  const turn = {
    sliceMs,
    isStopping: () => isStopping,
    doJobsWait: () =>
      queue.getWaitingCount().then(
        (count) => count > 0,
        () => false,
      ),
    now: () => performance.now(),
  };
  const processor = runProcessor({
    deps,
    log,
    kind,
    inSpan: tracing.inSpan,
    tally: metrics.tally,
    onEnd: (end, seconds) => metrics.noteAttempt(kind, end, seconds),
    branches,
    startSlice: () => startSlice(turn),
    pausedDelayMs: () => (isStopping ? elsewhereMs : sliceMs / 4),
  });
  const worker = startQueueWorker(store, kind, processor, {
    concurrency: places,
    lockDurationMs,
    telemetry: tracing.queue,
    onError: (err) => log.warn({ err }, `${kind} queue`),
  });
  metrics.watchPlaces(kind, worker);
  watchEnds(worker, deps, queues, log);
  const lending = lendPlaces(worker, places, branches, (err) => log.warn({ err }, 'could not lend places'));
  return {
    queue,
    worker,
    async close() {
      isStopping = true;
      lending.stop();
      await worker.close();
    },
  };
}
