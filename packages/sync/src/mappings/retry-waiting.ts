import { type BranchRecord, type Database, ordersWaitingFor } from '@branch-sync/db';
import type { Queues } from '@branch-sync/queue';
import { maxOrderIds } from '../receive/receive-request.ts';
import { requestRun } from '../runs/request-run.ts';

/** A run that tries a branch's waiting orders again, and how many they are. */
export interface RetryOfBranch {
  readonly branchCode: string;
  readonly runId: string;
  readonly orders: number;
}

/** Queues runs that receive exactly the orders that wait for the given records. The same wish that still waits is the same run. */
export async function retryWaiting(
  deps: { readonly db: Database; readonly queues: Queues },
  records: readonly BranchRecord[],
): Promise<RetryOfBranch[]> {
  const runs: RetryOfBranch[] = [];
  for (const { branchId, branchCode, orderIds } of await ordersWaitingFor(deps.db, records)) {
    for (let from = 0; from < orderIds.length; from += maxOrderIds) {
      const part = orderIds.slice(from, from + maxOrderIds);
      const ask = {
        branchId,
        branchCode,
        kind: 'receive',
        trigger: 'retry',
        request: { orderIds: part },
        idempotencyKey: null,
      } as const;
      const { runId } = await requestRun(deps, ask);
      runs.push({ branchCode, runId, orders: part.length });
    }
  }
  return runs;
}
