import { and, inArray, notInArray, sql } from 'drizzle-orm';
import type { Database, Transaction } from '../../connect.ts';
import { failures } from '../../schema/failures.ts';
import { orders } from '../../schema/orders.ts';
import type { BranchSales } from './sales.ts';

/** What stands of a branch. */
export interface Standing {
  readonly branchId: string;
  readonly failures: number;
}

const standsOf = (butOf: readonly string[]) =>
  and(inArray(failures.status, ['open', 'retrying']), notInArray(failures.code, [...butOf]));

/** How many failures stand, by branch; those of some codes are not counted. */
export async function countStanding(db: Database | Transaction, butOf: readonly string[]): Promise<Standing[]> {
  const rows = await db.execute<Standing & Record<string, unknown>>(sql`
    select branch_id as "branchId", count(*)::int as failures from ${failures} where ${standsOf(butOf)} group by branch_id`);
  return [...rows];
}

/** The orders that such failures keep waiting, each once, and what they are worth at the till. */
export async function waitingSales(db: Database | Transaction, butOf: readonly string[]): Promise<BranchSales[]> {
  // Order by order, likewise (sales.ts).
  const rows = await db.execute<BranchSales & Record<string, unknown>>(sql`
    select kept.branch_id as "branchId", kept.currency, count(*)::int as orders, trim_scale(sum(kept.pos_total))::text as amount
    from (select distinct order_id from ${failures} where order_id is not null and ${standsOf(butOf)}) as waiting,
      lateral (
        select ${orders.branchId}, ${orders.currency}, ${orders.posTotal} from ${orders} where ${orders.id} = waiting.order_id limit 1) as kept
    group by kept.branch_id, kept.currency`);
  return [...rows];
}
