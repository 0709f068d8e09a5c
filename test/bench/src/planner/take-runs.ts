import type { Database } from '@branch-sync/db';
import { parseRunJob, startQueueWorker } from '@branch-sync/queue';
import { sql } from 'drizzle-orm';
import type { Bench } from '../bench.ts';
import type { Scope } from '../scope.ts';
import type { Stores } from '../stores.ts';
import { readDatabaseClock } from './database-clock.ts';

const recordEveryMs = 250;

/**
 * Takes runs from the queue as a worker does and ends them at once. When each began goes into its row a moment later, with others: what
 * is measured is how soon a worker has a run, not how many rows it can write. Goes on until the scope ends.
 */
export async function takeRuns(scope: Scope, { tell }: Bench, { db, queueStore }: Stores): Promise<void> {
  const now = await readDatabaseClock(db);
  let taken: { id: string; at: number }[] = [];
  const worker = startQueueWorker(
    queueStore,
    'receive',
    async (job) => void taken.push({ id: parseRunJob(job.data).runId, at: now() }),
    // The queue gets over such errors; what they cost shows in the figures.
    { concurrency: 50, lockDurationMs: 30_000, onError: (error) => tell(`  receive queue: ${error.message}`) },
  );
  scope.add('the worker that takes runs', () => worker.close());
  const timer = setInterval(() => {
    const batch = taken;
    taken = [];
    record(db, batch).catch((error: unknown) => tell(`  runs could not be ended: ${String(error)}`));
  }, recordEveryMs);
  scope.add('the record of runs', async () => clearInterval(timer));
}

async function record(db: Database, taken: readonly { readonly id: string; readonly at: number }[]): Promise<void> {
  if (taken.length === 0) return;
  await db.execute(sql`
    update runs set status = 'succeeded', started_at = to_timestamp(at / 1000), finished_at = now()
    from jsonb_to_recordset(${JSON.stringify(taken)}::jsonb) as taken (id uuid, at float8) where runs.id = taken.id`);
}
