import { eq, notInArray, type SQL, sql } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Database, Transaction } from '../../connect.ts';
import { failures } from '../../schema/failures.ts';
import { orders } from '../../schema/orders.ts';
import { idsHardlyStrayMs, leastIdFrom } from '../id-bounds.ts';

/** How many there were of a branch in each hour, counted from 0; hours without any are left out. */
export interface BranchHours {
  readonly branchId: string;
  readonly byHour: Readonly<Record<string, number>>;
}

/** Orders that came in, by the hours since a moment. */
export async function importedByHour(db: Database | Transaction, from: Date): Promise<BranchHours[]> {
  return byHour(
    db,
    orders,
    { id: orders.id, branchId: orders.branchId, at: orders.createdAt },
    from,
    eq(orders.status, 'imported'),
  );
}

/** Failures that were new, by the hours since a moment; those of some codes are not counted. */
export async function failuresByHour(db: Database | Transaction, from: Date, butOf: readonly string[]): Promise<BranchHours[]> {
  return byHour(
    db,
    failures,
    { id: failures.id, branchId: failures.branchId, at: failures.firstSeenAt },
    from,
    notInArray(failures.code, [...butOf]),
  );
}

async function byHour(
  db: Database | Transaction,
  table: PgTable,
  { id, branchId, at }: { readonly id: PgColumn; readonly branchId: PgColumn; readonly at: PgColumn },
  from: Date,
  counts: SQL,
): Promise<BranchHours[]> {
  const start = sql`${from.toISOString()}::timestamptz`;
  const rows = await db.execute<BranchHours & Record<string, unknown>>(sql`
    select branch_id as "branchId", jsonb_object_agg((extract(epoch from starts - ${start}) / 3600)::int, number) as "byHour"
    from (
      select ${branchId}, date_bin('1 hour', ${at}, ${start}) as starts, count(*)::int as number
      from ${table} where ${id} >= ${leastIdFrom(from, idsHardlyStrayMs)} and ${at} >= ${start} and ${counts} group by 1, 2) as counted
    group by branch_id`);
  return [...rows];
}
