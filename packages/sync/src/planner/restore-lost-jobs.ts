import { listUnfinishedRuns, pagesOf, type UnfinishedRun } from '@branch-sync/db';
import { enqueueRun, hasLiveJob } from '@branch-sync/queue';
import { inParallel } from '../in-parallel.ts';
import type { PlannerDeps } from './plan-due-runs.ts';

/** A younger run's job may be on its way. */
const graceMs = 15_000;
const pageSize = 500;
const looksAtOnce = 20;

/**
 * Enqueues every run that is not over, that nobody works on, and whose job the queue does not have: after a flush, a lost log or a restore of the queue's
 * store. Gives how many there were. Running it twice does no harm: a job's id is its run's.
 */
export async function restoreLostJobs(deps: PlannerDeps): Promise<number> {
  let restored = 0;
  const read = (after: string | null) => listUnfinishedRuns(deps.db, { after, limit: pageSize, olderThanMs: graceMs });
  for await (const rows of pagesOf(read)) {
    const outcomes = await inParallel(rows, looksAtOnce, (run) => restore(deps, run));
    restored += outcomes.filter(Boolean).length;
  }
  return restored;
}

async function restore({ queues, onNotEnqueued }: PlannerDeps, run: UnfinishedRun): Promise<boolean> {
  try {
    return !(await hasLiveJob(queues, run)) && (await enqueueRun(queues, run));
  } catch (error) {
    onNotEnqueued(error, run.id);
    return false;
  }
}
