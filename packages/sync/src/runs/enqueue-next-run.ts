import { type Database, nextQueuedRun, type Run } from '@branch-sync/db';
import { enqueueRun, type Queues } from '@branch-sync/queue';

/** Gives a branch's next waiting run of a kind to the queue: its job was refused while another run's was there. */
export async function enqueueNextRun(
  deps: { readonly db: Database; readonly queues: Queues },
  { branchId, kind }: Pick<Run, 'branchId' | 'kind'>,
): Promise<void> {
  const next = await nextQueuedRun(deps.db, branchId, kind);
  if (next !== undefined) await enqueueRun(deps.queues, { ...next, branchId, kind });
}
