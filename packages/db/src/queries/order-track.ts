import { and, asc, eq, sql } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { branches } from '../schema/branches.ts';
import { failures } from '../schema/failures.ts';
import { orders } from '../schema/orders.ts';
import { reconciledDays, reconcileFindings } from '../schema/reconciliation.ts';
import { runs } from '../schema/runs.ts';
import type { Failure } from './failure-list.ts';
import type { ListedOrder, Order } from './order-list.ts';
import type { Run } from './run-lifecycle.ts';

export type RunBrief = Pick<Run, 'id' | 'kind' | 'status'>;

/** A failure of an order, and the run that met it last; null where that was forgotten. */
export interface TrackedFailure
  extends Pick<
    Failure,
    'id' | 'code' | 'status' | 'message' | 'title' | 'attempts' | 'firstSeenAt' | 'lastSeenAt' | 'resolvedAt' | 'dismissReason'
  > {
  readonly run: RunBrief | null;
}

/** What is kept of an order's way: all of it but its own ledger row. */
export interface OrderTrack {
  readonly failures: readonly TrackedFailure[];
  /** The run that wrote the ledger row last. */
  readonly writtenBy: RunBrief | null;
  /** The reconcile that looked at its Sales Order last. */
  readonly seenBy: RunBrief | null;
  /** What the last reconciles of its days found about it. */
  readonly findings: readonly { readonly at: Date; readonly message: string; readonly run: RunBrief | null }[];
}

/** One ledger row of a branch; undefined where it has no such one. */
export async function findOrder(db: Database, branchId: string, id: string): Promise<ListedOrder | undefined> {
  const [found] = await db
    .select({ order: orders, branchCode: branches.code })
    .from(orders)
    .innerJoin(branches, eq(branches.id, orders.branchId))
    .where(and(eq(orders.id, id), eq(orders.branchId, branchId)));
  return found;
}

const brief = { id: runs.id, kind: runs.kind, status: runs.status };

/** What is kept of an order's way. */
export async function trackOfOrder(db: Database, order: Order): Promise<OrderTrack> {
  const [ofFailures, writtenBy, seenBy, findings] = await Promise.all([
    failuresOf(db, order.id),
    order.runId === null ? null : runOf(db, order.runId),
    reconcileThatSaw(db, order),
    findingsOf(db, order.id),
  ]);
  return { failures: ofFailures, writtenBy, seenBy, findings };
}

async function failuresOf(db: Database, orderId: string): Promise<TrackedFailure[]> {
  return db
    .select({
      id: failures.id,
      code: failures.code,
      status: failures.status,
      message: failures.message,
      title: failures.title,
      attempts: failures.attempts,
      firstSeenAt: failures.firstSeenAt,
      lastSeenAt: failures.lastSeenAt,
      resolvedAt: failures.resolvedAt,
      dismissReason: failures.dismissReason,
      run: brief,
    })
    .from(failures)
    .leftJoin(runs, eq(runs.id, failures.runId))
    .where(eq(failures.orderId, orderId))
    .orderBy(asc(failures.id));
}

async function runOf(db: Database, id: string): Promise<RunBrief | null> {
  const [found] = await db.select(brief).from(runs).where(eq(runs.id, id));
  return found ?? null;
}

/** A stretch's days and sightings are written in one transaction, whose moment both have. Of a receive that looked there is no such day. */
async function reconcileThatSaw(db: Database, { id, branchId, centralSeenAt }: Order): Promise<RunBrief | null> {
  if (centralSeenAt === null) return null;
  const [found] = await db
    .select(brief)
    .from(reconciledDays)
    .innerJoin(orders, and(eq(orders.id, id), eq(orders.centralSeenAt, reconciledDays.reconciledAt)))
    .innerJoin(runs, eq(runs.id, reconciledDays.runId))
    .where(eq(reconciledDays.branchId, branchId))
    .limit(1);
  return found ?? null;
}

async function findingsOf(db: Database, orderId: string) {
  return db
    .select({ at: reconciledDays.reconciledAt, message: reconcileFindings.message, run: brief })
    .from(reconcileFindings)
    .innerJoin(
      reconciledDays,
      and(eq(reconciledDays.branchId, reconcileFindings.branchId), sql`${reconciledDays.day} = ${reconcileFindings.day}`),
    )
    .leftJoin(runs, eq(runs.id, reconciledDays.runId))
    .where(eq(reconcileFindings.orderId, orderId))
    .orderBy(asc(reconcileFindings.id));
}
