import { type PlannerDeps, planDueRuns } from './plan-due-runs.ts';
import { restoreLostJobs } from './restore-lost-jobs.ts';

const restoreEveryMs = 60_000;

/** What one tick did. */
export interface TickOutcome {
  readonly made: number;
  readonly skipped: number;
  readonly restored: number;
}

/** The planner of one process: `tick` makes runs of what is due, and at the start and every minute looks for lost jobs. */
export function createPlanner(deps: PlannerDeps): { tick(): Promise<TickOutcome> } {
  let restoredAtMs = Number.NEGATIVE_INFINITY;
  return {
    async tick() {
      const due = await planDueRuns(deps);
      const nowMs = deps.now().getTime();
      if (nowMs - restoredAtMs < restoreEveryMs) return { ...due, restored: 0 };
      restoredAtMs = nowMs;
      return { ...due, restored: await restoreLostJobs(deps) };
    },
  };
}
