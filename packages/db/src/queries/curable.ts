import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { branches } from '../schema/branches.ts';
import { failures } from '../schema/failures.ts';
import { orders } from '../schema/orders.ts';
import type { BranchScope } from './branch-scope.ts';
import { matchesSelection } from './failure-selection.ts';
import { amountsAs, type CurrencyAmount, type MappingKey } from './mapping-list.ts';
import type { BranchRecord } from './set-mappings.ts';

/** What mapping some records would cure. */
export interface Curable {
  /** Standing failures that those records caused. */
  readonly failures: number;
  /** The orders that nothing else holds up, and what they sum up to. */
  readonly orders: number;
  readonly amounts: readonly CurrencyAmount[];
}

/** What would be cured by mapping the given records. */
export async function curableBy(db: Database, records: readonly BranchRecord[]): Promise<Curable> {
  const [found] = await db.execute<Curable & Record<string, unknown>>(sql`
    with cured as (${failuresCausedBy(records)}),
    free as (
      select distinct order_id from cured
      where not exists (
        select from ${failures} other
        where other.order_id = cured.order_id and other.status in ('open', 'retrying')
          and other.id not in (select id from cured)
      )
    ),
    by_currency as (
      select currency, count(*) as orders, sum(pos_total) as amount from ${orders} where id in (select order_id from free) group by currency
    )
    select (select count(*)::integer from cured) as failures, coalesce(sum(orders), 0)::integer as orders,
      coalesce(${amountsAs}, '[]') as amounts
    from by_currency`);
  return found ?? { failures: 0, orders: 0, amounts: [] };
}

/** Those of the given records that orders wait for, each once. */
export async function recordsWaitedFor(db: Database, records: readonly BranchRecord[]): Promise<BranchRecord[]> {
  const found = await db.execute<{ branch_id: string; model: MappingKey['model']; remote_id: number }>(sql`
    select distinct branch_id, model, remote_id from (${failuresCausedBy(records)}) waiting order by branch_id, model, remote_id`);
  return found.map((row) => ({ branchId: row.branch_id, model: row.model, remoteId: row.remote_id }));
}

/** The records that the standing failures of a group are about, one or more in every branch of the group that is not archived. */
export async function causesOfGroup(
  db: Database,
  cause: string,
  scope: BranchScope,
): Promise<(BranchRecord & { readonly branchCode: string })[]> {
  const within = scope === null ? sql`true` : sql`f.branch_id = any(${sql.param([...scope])}::uuid[])`;
  const found = await db.execute<{ branch_id: string; branch_code: string; model: MappingKey['model']; remote_id: number }>(sql`
    select distinct f.branch_id, b.code as branch_code, f.cause_model as model, f.cause_remote_id as remote_id
    from ${failures} f join ${branches} b on b.id = f.branch_id and b.archived_at is null
    where f.cause = ${cause} and ${within} and f.status in ('open', 'retrying') and f.cause_model is not null
    order by b.code, f.cause_model, f.cause_remote_id`);
  return found.map((row) => ({
    branchId: row.branch_id,
    branchCode: row.branch_code,
    model: row.model,
    remoteId: row.remote_id,
  }));
}

/** Whether any failure, standing or not, is of a group. */
export async function isFailureGroup(db: Database, cause: string): Promise<boolean> {
  const found = await db.execute(sql`select from ${failures} where cause = ${cause} limit 1`);
  return found.length > 0;
}

/** The same failures that a retry of what these records cure would take. */
function failuresCausedBy(records: readonly BranchRecord[]): SQL {
  return sql`
    select id, order_id, branch_id, cause_model as model, cause_remote_id as remote_id
    from ${failures} where ${matchesSelection({ curedBy: records, within: null })}`;
}
