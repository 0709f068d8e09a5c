import { and, desc, eq, gte, ilike, isNotNull, isNull, lt, or } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { branches } from '../schema/branches.ts';
import { type CentralState, type OrderStatus, orders } from '../schema/orders.ts';
import { type BranchScope, isWithin } from './branch-scope.ts';
import { type Page, type PageAsk, toPage } from './page.ts';
import { partOf } from './part-of.ts';

export type Order = typeof orders.$inferSelect;

/** A ledger row and the code of its branch, archived or not. */
export interface ListedOrder {
  readonly order: Order;
  readonly branchCode: string;
}

export interface OrderFilter {
  readonly branch?: string | undefined;
  readonly status?: OrderStatus | undefined;
  readonly centralState?: CentralState | undefined;
  readonly flagged?: boolean | undefined;
  /** Catalogue code of what is to be looked at. */
  readonly flag?: string | undefined;
  /** Part of the POS reference or of the Sales Order's name, or a whole uuid. */
  readonly q?: string | undefined;
  /** Central's res.partner. */
  readonly customer?: number | undefined;
  /** The till's total, exactly. */
  readonly amount?: string | undefined;
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
}

/** The ledger, the newest entries first. */
export async function listOrders(
  db: Database,
  filter: OrderFilter,
  scope: BranchScope,
  ask: PageAsk<string>,
): Promise<Page<ListedOrder, string>> {
  const found = await db
    .select({ order: orders, branchCode: branches.code })
    .from(orders)
    .innerJoin(branches, eq(branches.id, orders.branchId))
    .where(
      and(isWithin(orders.branchId, scope), ...conditionsOf(filter), ask.after === null ? undefined : lt(orders.id, ask.after)),
    )
    .orderBy(desc(orders.id))
    .limit(ask.limit + 1);
  return toPage(found, ask.limit, ({ order }) => order.id);
}

function conditionsOf({ branch, status, centralState, flagged, flag, q, customer, amount, from, to }: OrderFilter) {
  return [
    branch === undefined ? undefined : eq(branches.code, branch),
    status === undefined ? undefined : eq(orders.status, status),
    centralState === undefined ? undefined : eq(orders.centralState, centralState),
    flagged === undefined ? undefined : flagged ? isNotNull(orders.flag) : isNull(orders.flag),
    flag === undefined ? undefined : eq(orders.flag, flag),
    q === undefined ? undefined : matches(q),
    customer === undefined ? undefined : eq(orders.customerId, customer),
    amount === undefined ? undefined : eq(orders.posTotal, amount),
    from === undefined ? undefined : gte(orders.orderedAt, from),
    to === undefined ? undefined : lt(orders.orderedAt, to),
  ];
}

function matches(q: string) {
  const part = partOf(q);
  return or(ilike(orders.posReference, part), ilike(orders.centralName, part), eq(orders.uuid, q.toLowerCase()));
}
