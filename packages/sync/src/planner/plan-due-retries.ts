import { claimDueRetries } from '@branch-sync/db';
import { enqueueRuns } from '@branch-sync/queue';
import type { PlannerDeps } from './plan-due-runs.ts';

/** Turns failures that wait for something to pass into queued runs once their time has come. Gives how many runs were made. */
export async function planDueRetries({ db, queues, onNotEnqueued }: PlannerDeps): Promise<number> {
  const runs = await claimDueRetries(db);
  if (runs.length === 0) return 0;
  await enqueueRuns(queues, runs).catch((error: unknown) =>
    onNotEnqueued(
      error,
      runs.map(({ id }) => id),
    ),
  );
  return runs.length;
}
