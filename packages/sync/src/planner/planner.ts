import { planDueRetries } from './plan-due-retries.ts';
import { type PlannerDeps, planDueRuns } from './plan-due-runs.ts';
import { createPruner } from './pruner.ts';
import { createRestorer, restoreAllLostJobs } from './restore-lost-jobs.ts';

/** What one tick did. */
export interface TickOutcome {
  readonly made: number;
  readonly skipped: number;
  /** Runs for what waited for something to pass, and is to be tried again. */
  readonly retried: number;
  readonly restored: number;
  /** Rows that were too old to be kept. */
  readonly pruned: number;
}

export interface Planner {
  tick(): Promise<TickOutcome>;
  /** The queue's store was emptied: enqueues all that is not over and has no job. Gives how many. */
  restoreAll(): Promise<number>;
}

/**
 * The planner of one process: `tick` makes runs of what is due, and of what waits and is to be tried again; at the start and every minute it looks for lost jobs, and forgets a step of
 * what is too old.
 */
export function createPlanner(deps: PlannerDeps): Planner {
  const restoreLostJobs = createRestorer(deps);
  const prune = createPruner(deps);
  return {
    async tick() {
      const due = await planDueRuns(deps);
      return { ...due, retried: await planDueRetries(deps), restored: await restoreLostJobs(), pruned: await prune() };
    },
    restoreAll: () => restoreAllLostJobs(deps),
  };
}
