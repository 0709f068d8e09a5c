import { sql } from 'drizzle-orm';
import type { Database, Transaction } from '../../connect.ts';
import { orders } from '../../schema/orders.ts';

/** A stretch of time of a branch: from a moment on, and before another. */
export interface SalesAsk {
  readonly branchId: string;
  readonly from: Date;
  readonly to: Date;
}

/** Orders of a branch in a currency that came in, and the sum of their totals at the till, a decimal string. */
export interface BranchSales {
  readonly branchId: string;
  readonly currency: string;
  readonly orders: number;
  readonly amount: string;
}

/** What each branch has sold in its stretch of time, of the orders that came in; branches that have sold nothing are left out. */
export async function salesOf(db: Database | Transaction, asked: readonly SalesAsk[]): Promise<BranchSales[]> {
  const stretches = asked.map(({ branchId, from, to }) => ({ branch_id: branchId, starts: from, ends: to }));
  // Branch by branch: all at once Postgres would rather read the whole ledger.
  const rows = await db.execute<BranchSales & Record<string, unknown>>(sql`
    select stretch.branch_id as "branchId", sold.*
    from jsonb_to_recordset(${JSON.stringify(stretches)}::jsonb) as stretch (branch_id uuid, starts timestamptz, ends timestamptz),
      lateral (
        select ${orders.currency}, count(*)::int as orders, trim_scale(sum(${orders.posTotal}))::text as amount from ${orders}
        where ${orders.branchId} = stretch.branch_id and ${orders.orderedAt} >= stretch.starts and ${orders.orderedAt} < stretch.ends
          and ${orders.status} = 'imported'
        group by ${orders.currency}) as sold`);
  return [...rows];
}
