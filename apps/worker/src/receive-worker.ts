import { type QueueStore, type Queues, startQueueWorker, type TalliedWorker } from '@branch-sync/queue';
import type { RunDeps } from '@branch-sync/sync';
import type { Logger } from 'pino';
import { watchEnds } from './after-run.ts';
import { lendPlaces } from './lend-places.ts';
import { runProcessor } from './process-run.ts';
import { listenToBranches } from './silent-branches.ts';
import { startSlice } from './slice.ts';

export interface ReceiveWorkerOptions {
  readonly deps: RunDeps;
  readonly store: QueueStore;
  readonly queues: Queues;
  readonly log: Logger;
  /** Runs at once, but for those whose branch is silent. */
  readonly places: number;
  readonly lockDurationMs: number;
  readonly sliceMs: number;
}

/** A run whose worker stops goes on elsewhere at once. Milliseconds. */
const elsewhereMs = 250;

/** The worker on the queue of receive runs; `close` lets every run go on to its next batch's border. */
export function startReceiveWorker(options: ReceiveWorkerOptions): { readonly worker: TalliedWorker; close(): Promise<void> } {
  const { deps, store, queues, log, places, lockDurationMs, sliceMs } = options;
  let isStopping = false;
  const branches = listenToBranches();
  const turn = {
    sliceMs,
    isStopping: () => isStopping,
    doJobsWait: () =>
      queues.byName.receive.getWaitingCount().then(
        (count) => count > 0,
        () => false,
      ),
    now: () => performance.now(),
  };
  const processor = runProcessor({
    deps,
    log,
    branches,
    startSlice: () => startSlice(turn),
    pausedDelayMs: () => (isStopping ? elsewhereMs : sliceMs / 4),
  });
  const worker = startQueueWorker(store, 'receive', processor, {
    concurrency: places,
    lockDurationMs,
    onError: (err) => log.warn({ err }, 'receive queue'),
  });
  watchEnds(worker, deps, queues, log);
  const lending = lendPlaces(worker, places, branches, (err) => log.warn({ err }, 'could not lend places'));
  return {
    worker,
    async close() {
      isStopping = true;
      lending.stop();
      await worker.close();
    },
  };
}
