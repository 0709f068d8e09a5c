import { and, asc, eq } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { orders } from '../schema/orders.ts';
import { type RunKind, runs } from '../schema/runs.ts';
import type { Run } from './run-lifecycle.ts';

/** The POS orders (ids on the branch, ascending) that a run could not bring in, and that nobody has brought in or tried since; `limit` at most. */
export async function ordersLeftFailed(db: Database, runId: string, limit: number): Promise<number[]> {
  const left = await db
    .select({ remoteId: orders.remoteId })
    .from(orders)
    .where(and(eq(orders.runId, runId), eq(orders.status, 'failed')))
    .orderBy(asc(orders.remoteId))
    .limit(limit);
  return left.map(({ remoteId }) => remoteId);
}

/** The run that an idempotency key has made; undefined where it has made none. */
export async function findRunOfKey(db: Database, branchId: string, kind: RunKind, key: string): Promise<Run | undefined> {
  const [run] = await db
    .select()
    .from(runs)
    .where(and(eq(runs.branchId, branchId), eq(runs.kind, kind), eq(runs.idempotencyKey, key)));
  return run;
}
