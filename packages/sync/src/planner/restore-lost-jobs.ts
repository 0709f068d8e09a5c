import { findRunWithBranch, listUnfinishedRuns, type Page, type UnfinishedRun } from '@branch-sync/db';
import { enqueueRun, hasLiveJob, hastenJob, jobInTheWay, takeBackJob } from '@branch-sync/queue';
import { inParallel } from '../in-parallel.ts';
import type { PlannerDeps } from './plan-due-runs.ts';

const restoreEveryMs = 60_000;
/** A younger run's job may be on its way. */
const graceMs = 15_000;
/** What one call looks at. */
const pageSize = 500;
const looksAtOnce = 20;

/**
 * Enqueues the runs that are not over, that nobody works on, and whose job the queue does not have: after a flush, a lost log or a restore of the
 * queue's store. It goes through all of them at the first call and every minute, a page a call, so that none takes long. Gives how many
 * were enqueued. Doing it twice does no harm: a job's id is its run's.
 */
export function createRestorer(deps: PlannerDeps): () => Promise<number> {
  let nextAtMs = Number.NEGATIVE_INFINITY;
  let after: string | null = null;
  return async () => {
    const nowMs = deps.now().getTime();
    const isNewRound = after === null;
    if (isNewRound && nowMs < nextAtMs) return 0;
    const { rows, next } = await listPage(deps, after, graceMs);
    if (isNewRound) nextAtMs = nowMs + restoreEveryMs;
    after = next;
    return restoreEach(deps, rows);
  };
}

/**
 * The same at once and for all of them, the youngest too: for whoever sees that the queue's store was emptied. Gives how many were enqueued.
 */
export async function restoreAllLostJobs(deps: PlannerDeps): Promise<number> {
  let restored = 0;
  let after: string | null = null;
  do {
    const { rows, next }: UnfinishedPage = await listPage(deps, after, 0);
    restored += await restoreEach(deps, rows);
    after = next;
  } while (after !== null);
  return restored;
}

type UnfinishedPage = Page<UnfinishedRun, string>;

function listPage({ db }: PlannerDeps, after: string | null, olderThanMs: number): Promise<UnfinishedPage> {
  return listUnfinishedRuns(db, { after, limit: pageSize, olderThanMs });
}

/** Gives how many of the runs were enqueued. */
async function restoreEach(deps: PlannerDeps, runs: readonly UnfinishedRun[]): Promise<number> {
  const outcomes = await inParallel(runs, looksAtOnce, (run) => restore(deps, run));
  return outcomes.filter(Boolean).length;
}

async function restore(deps: PlannerDeps, run: UnfinishedRun): Promise<boolean> {
  const { queues, onNotEnqueued } = deps;
  try {
    if (await hasLiveJob(queues, run)) {
      // Nothing it may have to wait for takes as long as this run is old: the delay was reckoned by a clock that runs ahead.
      if (!run.hasError) await hastenJob(queues, run);
      return false;
    }
    return (await enqueueRun(queues, run)) || (await enqueueInPlaceOfDeadJob(deps, run));
  } catch (error) {
    onNotEnqueued(error, [run.id]);
    return false;
  }
}

/** The branch's place in the queue is held by the job of a run that is over (an older store was restored, or taking it back failed): that one goes. */
async function enqueueInPlaceOfDeadJob({ db, queues }: PlannerDeps, run: UnfinishedRun): Promise<boolean> {
  const inTheWay = await jobInTheWay(queues, run);
  if (inTheWay === null || inTheWay === run.id) return false;
  const found = await findRunWithBranch(db, inTheWay);
  if (found !== undefined && found.run.finishedAt === null) return false;
  await takeBackJob(queues, { id: inTheWay, kind: run.kind });
  return enqueueRun(queues, run);
}
