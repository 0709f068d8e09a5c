import { and, asc, eq } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { orders } from '../schema/orders.ts';

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
