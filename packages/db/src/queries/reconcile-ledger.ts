import { and, asc, eq, gte, isNotNull, lt, ne, sql } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { branches } from '../schema/branches.ts';
import { failures } from '../schema/failures.ts';
import { orders } from '../schema/orders.ts';
import { isAnyOf } from './any-of.ts';

/** A ledger row as reconcile compares it. */
export type LedgerOrder = Pick<
  typeof orders.$inferSelect,
  | 'id'
  | 'identity'
  | 'remoteId'
  | 'posReference'
  | 'status'
  | 'orderedAt'
  | 'currency'
  | 'centralId'
  | 'centralName'
  | 'posTotal'
  | 'centralTotal'
  | 'payments'
>;

const compared = {
  id: orders.id,
  identity: orders.identity,
  remoteId: orders.remoteId,
  posReference: orders.posReference,
  status: orders.status,
  orderedAt: orders.orderedAt,
  currency: orders.currency,
  centralId: orders.centralId,
  centralName: orders.centralName,
  posTotal: orders.posTotal,
  centralTotal: orders.centralTotal,
  payments: orders.payments,
};

/** How many orders the ledger has of each of these days; days without any are left out. */
export async function countOrdersByDay(
  db: Database,
  branchId: string,
  days: readonly { readonly day: string; readonly start: Date; readonly end: Date }[],
): Promise<Map<string, number>> {
  const asked = days.map(({ day, start, end }) => ({ day, starts: start.toISOString(), ends: end.toISOString() }));
  const rows = await db.execute<{ day: string; orders: number }>(sql`
    select asked.day, count(*)::int as orders
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as asked (day text, starts timestamptz, ends timestamptz)
    join ${orders} on ${orders.branchId} = ${branchId} and ${orders.orderedAt} >= asked.starts and ${orders.orderedAt} < asked.ends
    group by asked.day`);
  return new Map(rows.map((row) => [row.day, row.orders]));
}

/** The ledger's orders of a branch that were sold from one moment on and before another. */
export async function ledgerOrdersBetween(db: Database, branchId: string, from: Date, to: Date): Promise<LedgerOrder[]> {
  return db
    .select(compared)
    .from(orders)
    .where(and(eq(orders.branchId, branchId), gte(orders.orderedAt, from), lt(orders.orderedAt, to)))
    .orderBy(asc(orders.orderedAt), asc(orders.id));
}

/** The ledger's orders of these identities, whenever they were sold. */
export async function ledgerOrdersOf(db: Database, branchId: string, identities: readonly string[]): Promise<LedgerOrder[]> {
  if (identities.length === 0) return [];
  return db
    .select(compared)
    .from(orders)
    .where(and(eq(orders.branchId, branchId), isAnyOf(orders.identity, identities)));
}

/** Of these Sales Orders (central's ids) those that the ledger knows, of whichever branch. */
export async function centralIdsInLedger(db: Database, centralIds: readonly number[]): Promise<Set<number>> {
  if (centralIds.length === 0) return new Set();
  const rows = await db.select({ centralId: orders.centralId }).from(orders).where(isAnyOf(orders.centralId, centralIds));
  return new Set(rows.flatMap(({ centralId }) => centralId ?? []));
}

/** Why the given orders (ledger ids) did not come in, where that still stands. */
export async function standingFailuresOf(
  db: Database,
  orderIds: readonly string[],
): Promise<Map<string, { code: string; message: string }>> {
  if (orderIds.length === 0) return new Map();
  const rows = await db
    .select({ orderId: failures.orderId, code: failures.code, message: failures.message })
    .from(failures)
    .where(and(isAnyOf(failures.orderId, orderIds), isNotNull(failures.orderId), ne(failures.status, 'resolved')))
    .orderBy(asc(failures.id));
  return new Map(rows.flatMap(({ orderId, ...why }) => (orderId === null ? [] : [[orderId, why] as const])));
}

/** Of these POS references those that the ledger has of other branches too: they are unique only within one. */
export async function referencesOfOtherBranches(
  db: Database,
  branchId: string,
  references: readonly string[],
): Promise<Set<string>> {
  if (references.length === 0) return new Set();
  const rows = await db
    .selectDistinct({ posReference: orders.posReference })
    .from(orders)
    .where(and(ne(orders.branchId, branchId), isAnyOf(orders.posReference, references)));
  return new Set(rows.map(({ posReference }) => posReference));
}

/** The codes of all branches there are or have been: what the origin of our Sales Orders begins with. */
export async function everyBranchCode(db: Database): Promise<string[]> {
  const rows = await db.selectDistinct({ code: branches.code }).from(branches);
  return rows.map(({ code }) => code);
}
