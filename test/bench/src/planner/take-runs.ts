import { finishRun, markRunning } from '@branch-sync/db';
import { parseRunJob, startQueueWorker } from '@branch-sync/queue';
import type { Bench } from '../bench.ts';
import type { Scope } from '../scope.ts';
import type { Stores } from '../stores.ts';

/**
 * Takes runs from the queue as a worker does, marks when each begins, by the database's clock, and ends it: no Odoo is asked. Goes on until
 * the scope ends.
 */
export function takeRuns(scope: Scope, { tell }: Bench, { db, queueStore }: Stores): void {
  const worker = startQueueWorker(
    queueStore,
    'receive',
    async (job) => {
      const { runId } = parseRunJob(job.data);
      await markRunning(db, runId);
      await finishRun(db, runId);
    },
    // The queue gets over such errors; what they cost shows in the figures.
    { concurrency: 50, lockDurationMs: 30_000, onError: (error) => tell(`  receive queue: ${error.message}`) },
  );
  scope.add('the worker that takes runs', () => worker.close());
}
