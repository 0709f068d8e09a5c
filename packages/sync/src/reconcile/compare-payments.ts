import type { LedgerOrder, MethodTotal } from '@branch-sync/db';
import { float, integer, many2one } from '@branch-sync/odoo';
import { groupBy } from '../group-by.ts';
import { areSameAmount, sumOfDecimals, toDecimal } from '../money.ts';
import type { LocalDay } from './local-days.ts';
import type { ReconcileContext } from './reconcile-context.ts';
import { isRefusal } from './sold-figures.ts';
import { soldStates, withinDays } from './sold-orders.ts';

/** How the orders of one day were paid, by either book; `branchByOrder` (by pos.order id) only where the branch was asked order by order. */
export interface DayPayments {
  readonly branch: readonly MethodTotal[];
  readonly ledger: readonly MethodTotal[];
  readonly branchByOrder: ReadonlyMap<number, readonly MethodTotal[]> | null;
}

/** A day of a stretch with what the ledger has of it. */
export interface LedgerDay {
  readonly local: LocalDay;
  readonly orders: readonly LedgerOrder[];
  /** Its orders are looked at one by one. */
  readonly isLookedInto: boolean;
}

interface Payment {
  readonly orderId: number;
  readonly method: MethodTotal;
}

const paymentShape = { id: integer(), pos_order_id: many2one(), payment_method_id: many2one(), amount: float() };
const paymentsPerPage = 5_000;

/**
 * Compares ways of paying, by day. Where counts and totals agree one call asks for the sums of all days together; where it says otherwise, or the
 * days' orders are looked at anyway, the payments themselves are read. `dayOfOrder` (by pos.order id): a payment counts for its order's day, its own
 * date may be another. Left out are days of which the ledger has forgotten how they were paid.
 */
export async function comparePayments(
  context: ReconcileContext,
  days: readonly LedgerDay[],
  dayOfOrder: ReadonlyMap<number, string>,
): Promise<Map<string, DayPayments>> {
  const comparable = days.filter(({ orders }) => orders.every(isPaymentKnown));
  const quiet = comparable.filter(({ isLookedInto }) => !isLookedInto);
  const isQuiet = await doSumsAgree(context, quiet);
  const toRead = isQuiet ? comparable.filter(({ isLookedInto }) => isLookedInto) : comparable;
  const read = await readPayments(context, toRead, dayOfOrder);
  return new Map(
    comparable.map(({ local, orders }): [string, DayPayments] => {
      const ledger = totalsByMethod(orders.flatMap(paymentsOf));
      if (!toRead.some((one) => one.local.day === local.day)) return [local.day, { branch: ledger, ledger, branchByOrder: null }];
      const payments = read.get(local.day) ?? [];
      return [
        local.day,
        { branch: totalsByMethod(payments.map(({ method }) => method)), ledger, branchByOrder: byOrder(payments) },
      ];
    }),
  );
}

/** Retention empties how orders were paid; an order of nothing has no payment to forget. */
function isPaymentKnown({ payments, posTotal }: LedgerOrder): boolean {
  return payments.length > 0 || areSameAmount(posTotal, '0');
}

export function paymentsOf({ payments }: LedgerOrder): MethodTotal[] {
  return payments.map(({ remoteMethodId, method, amount }) => ({ remoteMethodId, method, total: amount }));
}

async function doSumsAgree({ branchClient, branch, signal }: ReconcileContext, days: readonly LedgerDay[]): Promise<boolean> {
  if (days.length === 0) return true;
  const groups = await branchClient
    .readGroups(
      'pos.payment',
      { domain: domainOf(days), by: [{ field: 'payment_method_id' }], sums: ['amount'], timezone: branch.timezone },
      signal,
    )
    .catch((error: unknown) => {
      if (isRefusal(error)) return null;
      throw error;
    });
  if (groups === null) return false;
  const asked = groups.flatMap(({ keys: [method], sums: [total = 0] }): MethodTotal[] =>
    method !== null && typeof method === 'object'
      ? [{ remoteMethodId: method.id, method: method.name, total: toDecimal(total) }]
      : [],
  );
  return areSameTotals(asked, totalsByMethod(days.flatMap(({ orders }) => orders.flatMap(paymentsOf))));
}

const domainOf = (days: readonly LedgerDay[]) => [
  ['pos_order_id.state', 'in', [...soldStates]],
  ...withinDays(
    'pos_order_id.date_order',
    days.map(({ local }) => local),
  ),
];

async function readPayments(
  { branchClient, signal }: ReconcileContext,
  days: readonly LedgerDay[],
  dayOfOrder: ReadonlyMap<number, string>,
): Promise<Map<string, Payment[]>> {
  const found: (Payment & { readonly day: string })[] = [];
  if (days.length === 0) return new Map();
  const window = { domain: domainOf(days), pageSize: paymentsPerPage, signal };
  for await (const rows of branchClient.searchReadPages('pos.payment', paymentShape, window)) {
    for (const { pos_order_id: order, payment_method_id: method, amount } of rows) {
      const day = order === null ? undefined : dayOfOrder.get(order.id);
      if (order === null || method === null || day === undefined) continue;
      found.push({
        day,
        orderId: order.id,
        method: { remoteMethodId: method.id, method: method.name, total: toDecimal(amount) },
      });
    }
  }
  return groupBy(found, ({ day }) => day);
}

function byOrder(payments: readonly Payment[]): Map<number, MethodTotal[]> {
  const ofOrders = groupBy(payments, ({ orderId }) => orderId);
  return new Map([...ofOrders].map(([orderId, own]) => [orderId, own.map(({ method }) => method)]));
}

/** Sums by method, by ascending id. */
export function totalsByMethod(payments: readonly MethodTotal[]): MethodTotal[] {
  return [...groupBy(payments, ({ remoteMethodId }) => remoteMethodId)]
    .sort(([a], [b]) => a - b)
    .map(([remoteMethodId, ofMethod]) => ({
      remoteMethodId,
      method: ofMethod[0]?.method ?? '',
      total: sumOfDecimals(ofMethod.map(({ total }) => total)),
    }));
}

/** Whether the same was paid in the same ways; a way in which nothing was paid in the end is none. */
export function areSameTotals(one: readonly MethodTotal[], other: readonly MethodTotal[]): boolean {
  const totalsOf = (list: readonly MethodTotal[]) =>
    totalsByMethod(list)
      .filter(({ total }) => !areSameAmount(total, '0'))
      .map(({ remoteMethodId, total }) => `${remoteMethodId} ${sumOfDecimals([total])}`)
      .join();
  return totalsOf(one) === totalsOf(other);
}
