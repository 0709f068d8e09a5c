import { type Database, nextQueuedRun } from '@branch-sync/db';
import { enqueueRunNow, type Queues } from '@branch-sync/queue';

/**
 * Has the receive run of a branch that bides its time worked on now: what it waits for may have changed. A queue that does not answer is no
 * reason to fail: the run comes by itself, only later.
 */
export async function wakeBranch(deps: { readonly db: Database; readonly queues: Queues }, branchId: string): Promise<void> {
  const waiting = await nextQueuedRun(deps.db, branchId, 'receive');
  if (waiting === undefined) return;
  await enqueueRunNow(deps.queues, { ...waiting, branchId, kind: 'receive' }).catch(() => false);
}
