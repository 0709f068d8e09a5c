import { type PlannerDeps, planDueRuns } from './plan-due-runs.ts';
import { createPruner } from './pruner.ts';
import { restoreLostJobs } from './restore-lost-jobs.ts';

const restoreEveryMs = 60_000;

/** What one tick did. */
export interface TickOutcome {
  readonly made: number;
  readonly skipped: number;
  readonly restored: number;
  /** Rows that were too old to be kept. */
  readonly pruned: number;
}

/**
 * The planner of one process: `tick` makes runs of what is due; at the start and every minute it looks for lost jobs, and forgets a step of
 * what is too old.
 */
export function createPlanner(deps: PlannerDeps): { tick(): Promise<TickOutcome> } {
  const prune = createPruner(deps);
  let restoredAtMs = Number.NEGATIVE_INFINITY;
  return {
    async tick() {
      const due = await planDueRuns(deps);
      const nowMs = deps.now().getTime();
      const isTimeToRestore = nowMs - restoredAtMs >= restoreEveryMs;
      if (isTimeToRestore) restoredAtMs = nowMs;
      const restored = isTimeToRestore ? await restoreLostJobs(deps) : 0;
      return { ...due, restored, pruned: await prune() };
    },
  };
}
