import { runs } from '@branch-sync/db';
import { parseRunJob, startQueueWorker } from '@branch-sync/queue';
import { eq, sql } from 'drizzle-orm';
import type { Bench } from '../bench.ts';
import type { Scope } from '../scope.ts';
import type { Stores } from '../stores.ts';

/**
 * Takes runs from the queue as a worker does, and ends each as it begins, by the database's clock: no Odoo is asked. Goes on until the scope
 * ends.
 */
export function takeRuns(scope: Scope, { tell }: Bench, { db, queueStore }: Stores): void {
  const over = { status: 'succeeded' as const, startedAt: sql`now()`, finishedAt: sql`now()` };
  const worker = startQueueWorker(
    queueStore,
    'receive',
    async (job) => {
      await db
        .update(runs)
        .set(over)
        .where(eq(runs.id, parseRunJob(job.data).runId));
    },
    // The queue gets over such errors; what they cost shows in the figures.
    { concurrency: 50, lockDurationMs: 30_000, onError: (error) => tell(`  receive queue: ${error.message}`) },
  );
  scope.add('the worker that takes runs', () => worker.close());
}
