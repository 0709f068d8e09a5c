import { type Database, nextQueuedRun } from '@branch-sync/db';
import { enqueueRunNow, type Queues, runQueueNames } from '@branch-sync/queue';

/**
 * Has the runs of a branch that bide their time worked on now: what they wait for may have changed. A queue that does not answer is no
 * reason to fail: they come by themselves, only later.
 */
export async function wakeBranch(deps: { readonly db: Database; readonly queues: Queues }, branchId: string): Promise<void> {
  for (const kind of runQueueNames) {
    const waiting = await nextQueuedRun(deps.db, branchId, kind);
    if (waiting !== undefined) await enqueueRunNow(deps.queues, { ...waiting, branchId, kind }).catch(() => false);
  }
}
