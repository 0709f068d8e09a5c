import {
  type BroughtElsewhere,
  type KnownOrder,
  noteDeletedInCentral,
  ordersBroughtByOthers,
  settledOrders,
} from '@branch-sync/db';
import { deletedOf } from '../central/gone-orders.ts';
import type { PosOrder, PosOrderHead } from './pos-order.ts';
import type { ReceiveContext, ResolveContext } from './receive-context.ts';

/** A page without what the ledger has. */
export interface FreshOrders {
  readonly fresh: readonly PosOrderHead[];
  /** Whether a head was settled by an earlier run; what this run itself brought before it was interrupted does not count. */
  readonly countsAsThere: (head: PosOrderHead) => boolean;
}

/**
 * Step 3: drops what the ledger has settled. Failed orders stay: whatever was in their way may be gone. So do, where that is asked for, imported ones
 * that central says it has no longer.
 */
export async function dropSettled(context: ReceiveContext, heads: readonly PosOrderHead[]): Promise<FreshOrders> {
  const { db, branch, runId } = context;
  const settled = await settledOrders(
    db,
    branch.id,
    heads.map(({ identity }) => identity),
  );
  for (const identity of await toBringInAgain(context, [...settled.values()])) settled.delete(identity);
  return {
    fresh: heads.filter(({ identity }) => !settled.has(identity)),
    countsAsThere: ({ identity }) => settled.has(identity) && settled.get(identity)?.runId !== runId,
  };
}

/** The imported orders that somebody wants again and that were deleted in central, by central's own word of this moment. */
async function toBringInAgain(context: ReceiveContext, settled: readonly KnownOrder[]): Promise<string[]> {
  if (context.request.reimport !== true) return [];
  const imported = settled.flatMap(({ identity, status, centralId }) =>
    status === 'imported' && centralId !== null ? [{ identity, centralId }] : [],
  );
  const deleted = await deletedOf(
    context,
    imported.map(({ centralId }) => centralId),
  );
  if (deleted.size === 0) return [];
  await noteDeletedInCentral(context.db, context.lease, [...deleted]);
  context.report.line(`${deleted.size} orders were deleted in central: they are brought in again.`);
  return imported.flatMap(({ identity, centralId }) => (deleted.has(centralId) ? [identity] : []));
}

/** Orders of a copied database, which another branch brought in already: they are told and linked, never doubled. */
export async function setAsideCopies(
  { db, branch, report }: Pick<ResolveContext, 'db' | 'branch' | 'report'>,
  orders: readonly PosOrder[],
) {
  const uuids = orders.flatMap(({ uuid }) => (uuid === null ? [] : [uuid]));
  const others = await ordersBroughtByOthers(db, branch.id, uuids);
  const elsewhere: { order: PosOrder; by: BroughtElsewhere }[] = [];
  const here: PosOrder[] = [];
  for (const order of orders) {
    const by = order.uuid === null ? undefined : others.get(order.uuid);
    if (by === undefined) here.push(order);
    else elsewhere.push({ order, by });
  }
  const codes = [...new Set(elsewhere.map(({ by }) => by.branchCode))];
  if (codes.length > 0) {
    report.line(`${elsewhere.length} orders came in through ${codes.join(', ')} before: is this branch’s database a copy?`);
  }
  return { here, elsewhere };
}
