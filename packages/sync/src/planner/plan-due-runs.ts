import { claimDueSchedules, type Database, type DueRun } from '@branch-sync/db';
import { enqueueRuns, nextDueAt, phaseOf, type Queues, runQueueNames } from '@branch-sync/queue';

export interface PlannerDeps {
  readonly db: Database;
  readonly queues: Queues;
  readonly now: () => Date;
  /** What is over is forgotten after so many days. */
  readonly retentionDays: number;
  /** Hears of runs that the queue did not take: their rows are there, and they are enqueued later. */
  readonly onNotEnqueued: (error: unknown, runIds: readonly string[]) => void;
  /** Hears why what is old could not be forgotten. */
  readonly onNotPruned: (error: unknown) => void;
}

/** Schedules in one transaction, and transactions in one tick: the next tick goes on where this one stopped. */
const claimSize = 500;
const claimsPerTick = 4;
/**
 * What is due before the next tick is planned by this one and enqueued with a delay to its moment: else it would be late by half a second as a
 * rule. A little more than the second between ticks, as a tick may be late itself; not more, as an edit is to hold from the next tick on.
 */
const aheadMs = 1_250;

/** Turns due schedules into queued runs. Gives how many runs were made, and how many slots were skipped. */
export async function planDueRuns(deps: PlannerDeps): Promise<{ made: number; skipped: number }> {
  const total = { made: 0, skipped: 0 };
  for (let claim = 0; claim < claimsPerTick; claim += 1) {
    const claimed = await claimDueSchedules(deps.db, { kinds: runQueueNames, limit: claimSize, aheadMs }, (schedule, after) =>
      nextDueAt(schedule, after, phaseOf(schedule.branchId)),
    );
    await enqueue(deps, claimed.runs);
    total.made += claimed.runs.length;
    total.skipped += claimed.skipped;
    if (!claimed.isFull) break;
  }
  return total;
}

/** In one message: to add them one by one takes longer than a tick may. */
async function enqueue({ queues, onNotEnqueued }: PlannerDeps, runs: readonly DueRun[]): Promise<void> {
  try {
    await enqueueRuns(
      queues,
      runs.map(({ dueInMs, ...run }) => ({ ...run, delayMs: dueInMs })),
    );
  } catch (error) {
    onNotEnqueued(
      error,
      runs.map(({ id }) => id),
    );
  }
}
