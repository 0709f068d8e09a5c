import { pruneOld } from '@branch-sync/db';
import type { PlannerDeps } from './plan-due-runs.ts';

const pruneEveryMs = 60_000;
const rowsPerStep = 1_000;

/**
 * Forgets what is older than the retention: a step at the first call and every minute, and while there is more at every call, so that
 * none takes long. Gives how many rows it was. What goes wrong is told, and tried again a minute later.
 */
export function createPruner({ db, retentionDays, now, onNotPruned }: PlannerDeps): () => Promise<number> {
  let nextAtMs = Number.NEGATIVE_INFINITY;
  return async () => {
    const nowMs = now().getTime();
    if (nowMs < nextAtMs) return 0;
    nextAtMs = nowMs + pruneEveryMs;
    try {
      const { isFull, ...gone } = await pruneOld(db, retentionDays, rowsPerStep);
      if (isFull) nextAtMs = nowMs;
      return Object.values(gone).reduce((sum, rows) => sum + rows, 0);
    } catch (error) {
      onNotPruned(error);
      return 0;
    }
  };
}
