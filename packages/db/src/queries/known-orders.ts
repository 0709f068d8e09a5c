import { and, eq, gte, inArray, ne, sql } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { branches } from '../schema/branches.ts';
import { type OrderStatus, orders } from '../schema/orders.ts';
import { isAnyOf } from './any-of.ts';
import { type Lease, underLease } from './leases.ts';

export interface KnownOrder {
  readonly identity: string;
  readonly runId: string | null;
  readonly status: OrderStatus;
  readonly centralId: number | null;
}

/** Of the given orders, those that need no more work: imported or skipped. A failed one is to be tried again. */
export async function settledOrders(
  db: Database,
  branchId: string,
  identities: readonly string[],
): Promise<Map<string, KnownOrder>> {
  if (identities.length === 0) return new Map();
  const rows = await db
    .select({ identity: orders.identity, runId: orders.runId, status: orders.status, centralId: orders.centralId })
    .from(orders)
    .where(and(eq(orders.branchId, branchId), inArray(orders.identity, [...identities]), ne(orders.status, 'failed')));
  return new Map(rows.map((row) => [row.identity, row]));
}

/** How many of a branch's orders that were sold at or after a moment need no more work. */
export async function countSettledSince(db: Database, branchId: string, since: Date): Promise<number> {
  const isSettled = and(eq(orders.branchId, branchId), gte(orders.orderedAt, since), ne(orders.status, 'failed'));
  return db.$count(orders, isSettled);
}

/** Notes of Sales Orders of a branch that central has them no longer: only then may they be brought in again. Throws `LeaseLostError`. */
export async function noteDeletedInCentral(db: Database, lease: Lease, centralIds: readonly number[]): Promise<void> {
  if (centralIds.length === 0) return;
  await underLease(db, lease, (tx) =>
    tx
      .update(orders)
      .set({ centralState: 'deleted', centralSeenAt: sql`now()` })
      .where(and(eq(orders.branchId, lease.branchId), eq(orders.status, 'imported'), isAnyOf(orders.centralId, centralIds))),
  );
}

export interface BroughtElsewhere {
  readonly uuid: string;
  readonly branchCode: string;
  readonly centralId: number;
  readonly centralName: string | null;
  readonly customerId: number | null;
}

/** Orders that another branch brought in under the same uuid: the branch's database is a copy of that one's. */
export async function ordersBroughtByOthers(
  db: Database,
  branchId: string,
  uuids: readonly string[],
): Promise<Map<string, BroughtElsewhere>> {
  if (uuids.length === 0) return new Map();
  const rows = await db
    .select({
      uuid: orders.uuid,
      branchCode: branches.code,
      centralId: orders.centralId,
      centralName: orders.centralName,
      customerId: orders.customerId,
    })
    .from(orders)
    .innerJoin(branches, eq(branches.id, orders.branchId))
    .where(and(inArray(orders.uuid, [...uuids]), ne(orders.branchId, branchId), eq(orders.status, 'imported')));
  const found = new Map<string, BroughtElsewhere>();
  for (const { uuid, centralId, ...rest } of rows) {
    if (uuid !== null && centralId !== null) found.set(uuid, { uuid, centralId, ...rest });
  }
  return found;
}

/** What the ledger says of the given remote orders, for texts that name them (a refund's original). */
export async function ordersByRemoteId(
  db: Database,
  branchId: string,
  remoteIds: readonly number[],
): Promise<Map<number, { posReference: string; centralName: string | null }>> {
  if (remoteIds.length === 0) return new Map();
  const rows = await db
    .select({ remoteId: orders.remoteId, posReference: orders.posReference, centralName: orders.centralName })
    .from(orders)
    .where(and(eq(orders.branchId, branchId), inArray(orders.remoteId, [...remoteIds])));
  return new Map(rows.map((row) => [row.remoteId, row]));
}
