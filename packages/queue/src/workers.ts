import { type Job, Worker } from 'bullmq';
import { type JobTally, tallyJobs } from './job-tally.ts';
import type { QueueName } from './names.ts';
import { retryDelayMs } from './retry-policy.ts';
import { bindStore, type QueueStore, type QueueTelemetry, type StoreWorker } from './store.ts';

export { DelayedError, type Job, UnrecoverableError } from 'bullmq';

/** A store that refused the connection is asked again after so long; BullMQ would take no job for 15 s after a restart of Postgres. */
const askAgainAfterMs = 1_000;

export interface QueueWorkerOptions {
  readonly concurrency: number;
  /** After this long without a sign of life a worker's job is given to another. Milliseconds. */
  readonly lockDurationMs: number;
  readonly onError: (error: Error) => void;
  readonly telemetry?: QueueTelemetry | undefined;
}

/** A BullMQ worker, and what it has done. */
export type TalliedWorker = StoreWorker & { readonly tally: JobTally };

/**
 * A BullMQ worker on one queue. `maxStalledCount` is high because a job may survive many killed workers: what must not
 * happen twice is guarded by lease and external ids, and giving a job up would only leave its run hanging.
 */
export function startQueueWorker(
  store: QueueStore,
  name: QueueName,
  processor: (job: Job, token: string | undefined) => Promise<unknown>,
  options: QueueWorkerOptions,
): TalliedWorker {
  const { options: connection, backend } = bindStore(store, 'worker');
  const tallied = tallyJobs(processor);
  const worker: StoreWorker = new Worker(
    name,
    tallied.processor,
    {
      ...connection,
      ...(options.telemetry && { telemetry: options.telemetry }),
      concurrency: options.concurrency,
      lockDuration: options.lockDurationMs,
      stalledInterval: options.lockDurationMs,
      maxStalledCount: 20,
      drainDelay: 5,
      runRetryDelay: askAgainAfterMs,
      settings: { backoffStrategy: (attemptsMade) => retryDelayMs(attemptsMade) },
    },
    backend,
  );
  worker.on('error', options.onError);
  return Object.assign(worker, { tally: tallied.tally });
}
