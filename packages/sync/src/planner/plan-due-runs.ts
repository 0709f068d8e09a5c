import { claimDueSchedules, type Database } from '@branch-sync/db';
import { enqueueRun, nextDueAt, phaseOf, type Queues, workedKinds } from '@branch-sync/queue';
import { inParallel } from '../in-parallel.ts';

export interface PlannerDeps {
  readonly db: Database;
  readonly queues: Queues;
  readonly now: () => Date;
  /** What is over is forgotten after so many days. */
  readonly retentionDays: number;
  /** Hears of runs that the queue did not take: their rows are there, and they are enqueued later. */
  readonly onNotEnqueued: (error: unknown, runId: string) => void;
  /** Hears why what is old could not be forgotten. */
  readonly onNotPruned: (error: unknown) => void;
}

/** Schedules in one transaction, and transactions in one tick: the next tick goes on where this one stopped. */
const claimSize = 500;
const claimsPerTick = 4;
const addsAtOnce = 20;

/** Turns due schedules into queued runs. Gives how many runs were made, and how many slots were skipped. */
export async function planDueRuns(deps: PlannerDeps): Promise<{ made: number; skipped: number }> {
  const total = { made: 0, skipped: 0 };
  for (let claim = 0; claim < claimsPerTick; claim += 1) {
    const claimed = await claimDueSchedules(deps.db, { kinds: workedKinds, limit: claimSize }, (schedule, after) =>
      nextDueAt(schedule, after, phaseOf(schedule.branchId)),
    );
    await inParallel(claimed.runs, addsAtOnce, (run) =>
      enqueueRun(deps.queues, run).catch((error: unknown) => deps.onNotEnqueued(error, run.id)),
    );
    total.made += claimed.runs.length;
    total.skipped += claimed.skipped;
    if (!claimed.isFull) break;
  }
  return total;
}
