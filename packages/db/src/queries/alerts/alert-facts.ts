import { and, eq, gte, isNull, sql } from 'drizzle-orm';
import type { Database } from '../../connect.ts';
import { branches } from '../../schema/branches.ts';
import { failures } from '../../schema/failures.ts';
import { orders } from '../../schema/orders.ts';
import { reconciledDays } from '../../schema/reconciliation.ts';
import { workers } from '../../schema/workers.ts';
import { type BranchScope, isWithin } from '../branch-scope.ts';

/** A day of a branch whose books do not agree. */
export interface DifferingDay {
  readonly branchId: string;
  /** On the branch's calendar. */
  readonly day: string;
  readonly findings: number;
}

/** The days since one of them that differ, of all branches that are not archived. */
export async function differingDays(db: Database, since: string): Promise<DifferingDay[]> {
  return db
    .select({ branchId: reconciledDays.branchId, day: reconciledDays.day, findings: reconciledDays.findings })
    .from(reconciledDays)
    .innerJoin(branches, and(eq(branches.id, reconciledDays.branchId), isNull(branches.archivedAt)))
    .where(and(eq(reconciledDays.status, 'differs'), gte(reconciledDays.day, since)));
}

/** What keeps more waiting than it may. */
export interface LargeCause {
  readonly cause: string;
  readonly title: string;
  readonly code: string;
  readonly orders: number;
  readonly amounts: readonly { readonly currency: string; readonly amount: string }[];
  readonly branchIds: readonly string[];
  readonly firstSeenAt: Date;
}

/** More orders than this wait, or they are worth more than the amount, in whichever currency or in this one. Null: however many. */
export interface CauseLimits {
  readonly orders: number | null;
  readonly amount: string | null;
  readonly currency: string | null;
}

/** Failures that stand, by their cause as `listFailureGroups` groups them, of branches within a scope: those causes that are over the limits. */
export async function largeCauses(
  db: Database,
  { orders: most, amount, currency }: CauseLimits,
  scope: BranchScope,
): Promise<LargeCause[]> {
  const standing = and(sql`${failures.status} in ('open', 'retrying')`, isWithin(failures.branchId, scope));
  const rows = await db.execute<Omit<LargeCause, 'firstSeenAt'> & Record<string, unknown> & { firstSeenAt: string }>(sql`
    with waiting as (
      select distinct ${failures.cause} as cause, ${failures.orderId} as order_id from ${failures} where ${standing} and ${failures.orderId} is not null),
    of_currency as (
      select waiting.cause, ${orders.currency} as currency, count(*)::int as orders, sum(${orders.posTotal}) as amount
      from waiting join ${orders} on ${orders.id} = waiting.order_id group by waiting.cause, ${orders.currency}),
    large as (
      select cause, sum(orders)::int as orders, json_agg(json_build_object('currency', currency, 'amount', amount::text) order by amount desc) as amounts
      from of_currency group by cause
      having sum(orders) > ${most}::int or bool_or(amount > ${amount}::numeric and currency = coalesce(${currency}::text, currency)))
    select large.cause, large.orders, large.amounts, newest.title, newest.code, of_all.branch_ids as "branchIds",
      to_char(of_all.first_seen_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "firstSeenAt"
    from large,
      lateral (select ${failures.title}, ${failures.code} from ${failures} where ${failures.cause} = large.cause and ${standing}
        order by ${failures.id} desc limit 1) as newest,
      lateral (select json_agg(distinct ${failures.branchId}) as branch_ids, min(${failures.firstSeenAt}) as first_seen_at
        from ${failures} where ${failures.cause} = large.cause and ${standing}) as of_all`);
  return rows.map(({ firstSeenAt, ...row }) => ({ ...row, firstSeenAt: new Date(firstSeenAt) }));
}

/** When a worker was seen: what says whether it is gone. */
export interface WorkerSign {
  readonly id: string;
  readonly host: string;
  readonly startedAt: Date;
  readonly seenAt: Date;
  /** It has said that it stops. */
  readonly stoppedAt: Date | null;
}

/** The workers of the last day. */
export async function workerSigns(db: Database): Promise<WorkerSign[]> {
  const { id, host, startedAt, seenAt, stoppedAt } = workers;
  return db.select({ id, host, startedAt, seenAt, stoppedAt }).from(workers);
}

/** The clock that all processes share. */
export async function databaseClock(db: Database): Promise<Date> {
  const [row] = await db.execute<{ now: string }>(sql`select now()::text as now`);
  return new Date(row?.now ?? Number.NaN);
}
