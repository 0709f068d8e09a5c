import { float, integer, many2one, moment, type RowOf, text } from '@branch-sync/odoo';
import { describeFailure, type FailureDescription } from '../failures/catalogue.ts';
import { differenceOf } from '../money.ts';
import { adjustTotals, readAdjustments } from './adjust-totals.ts';
import { explainDifference, flagOf, type OrderFlag, type RoundingMethods } from './explain-difference.ts';
import type { LoadOutcome } from './load-orders.ts';
import { branchInWords, orderInWords } from './order-words.ts';
import type { ReceiveContext } from './receive-context.ts';
import type { CustomerDoubt } from './resolve-customers.ts';
import type { ResolvedOrder } from './resolved-order.ts';

const saleOrder = {
  id: integer(),
  name: text(),
  partner_id: many2one(),
  amount_total: float(),
  currency_id: many2one(),
  create_date: moment(),
  write_date: moment(),
};
type SaleOrder = RowOf<typeof saleOrder>;

/** An order that is in central, as central computed it. */
export interface CheckedOrder {
  readonly resolved: ResolvedOrder;
  readonly centralId: number;
  readonly centralName: string | null;
  /** Whom it is for: a person may have changed that since a run that died has left it there. */
  readonly customerId: number;
  /** Null where central does not let us see the order again (deleted, or moved out of our reach, since). */
  readonly centralTotal: number | null;
  /** What a line of ours has added, to make the totals agree; null: no such line. */
  readonly adjustment: number | null;
  /** What a person should look at; null where all is well, or where a person has changed the order since. */
  readonly flag: OrderFlag | null;
}

type Loaded = LoadOutcome['loaded'][number];

/**
 * Step 7: reads what central made of a batch, in one call, and compares it with the till to the cent. Where the branch wants it, small differences
 * are made up for by a line of their own. Throws `OdooError`.
 */
export async function checkTotals(
  context: ReceiveContext,
  loaded: readonly Loaded[],
  roundingMethods: RoundingMethods,
): Promise<CheckedOrder[]> {
  if (loaded.length === 0) return [];
  const rows = await readSaleOrders(
    context,
    loaded.map(({ centralId }) => centralId),
  );
  const { adjustments, rowsAfter } = await adjust(context, loaded, rows);
  const checked: CheckedOrder[] = [];
  for (const { resolved, centralId } of loaded) {
    const adjusted = rowsAfter.get(centralId);
    const row = adjusted ?? rows.get(centralId);
    // What we have just adjusted no person has changed.
    const isTouched = adjusted === undefined && row !== undefined && isChangedSince(row);
    checked.push({
      resolved,
      centralId,
      centralName: row?.name ?? null,
      customerId: row?.partner_id?.id ?? resolved.customer.id,
      centralTotal: row?.amount_total ?? null,
      adjustment: adjustments.get(centralId) ?? null,
      flag: isTouched ? null : await flagFor(context, resolved, row, roundingMethods),
    });
  }
  return checked;
}

async function readSaleOrders(
  { centralClient, signal }: ReceiveContext,
  ids: readonly number[],
): Promise<Map<number, SaleOrder>> {
  if (ids.length === 0) return new Map();
  const rows = await centralClient.searchRead('sale.order', saleOrder, { domain: [['id', 'in', [...ids]]], signal });
  return new Map(rows.map((row) => [row.id, row]));
}

/** What dead runs have left in central comes back by itself; a person may have worked on it since: then the difference is theirs. */
function isChangedSince({ create_date: created, write_date: written }: SaleOrder): boolean {
  return created !== written;
}

/** What lines of ours have added, now or before, by the Sales Order's id; and the orders as they are after those of now. */
interface Adjusted {
  readonly adjustments: ReadonlyMap<number, number>;
  readonly rowsAfter: ReadonlyMap<number, SaleOrder>;
}

async function adjust(
  context: ReceiveContext,
  loaded: readonly Loaded[],
  rows: ReadonlyMap<number, SaleOrder>,
): Promise<Adjusted> {
  const { totalRule, adjustProductId: productId, adjustLimit } = context.branch;
  if (totalRule !== 'adjust' || productId === null) return { adjustments: new Map(), rowsAfter: new Map() };
  const before = await readAdjustments(context, [...rows.keys()], productId);
  const differing = loaded.flatMap(({ resolved, centralId }) => {
    const row = rows.get(centralId);
    if (row === undefined || before.has(centralId) || isChangedSince(row) || !isSameCurrency(row, resolved)) return [];
    const difference = differenceOf(row.amount_total, resolved.order.amountTotal);
    return difference !== 0 && Math.abs(difference) <= Number(adjustLimit) ? [{ resolved, centralId, difference }] : [];
  });
  const { added, refusals } = await adjustTotals(context, differing, productId);
  for (const text of refusals) context.report.line(`Central did not take a line that makes up for a difference: ${text}`);
  const rowsAfter = await readSaleOrders(context, [...added.keys()]);
  return { adjustments: new Map([...before, ...added]), rowsAfter };
}

async function flagFor(
  context: ReceiveContext,
  resolved: ResolvedOrder,
  row: SaleOrder | undefined,
  roundingMethods: RoundingMethods,
): Promise<OrderFlag | null> {
  const { order, customer } = resolved;
  const words = { order: orderInWords(order), branch: branchInWords(context.branch) };
  if (row === undefined) return flagOf(describeFailure('total.unseen', words));
  if (!isSameCurrency(row, resolved)) {
    const currencies = { branchCurrency: order.currency.name, centralCurrency: row.currency_id?.name ?? '' };
    return flagOf(describeFailure('total.currency', { ...words, ...currencies }));
  }
  const difference = differenceOf(row.amount_total, order.amountTotal);
  if (difference !== 0) return explainDifference(context, resolved, difference, roundingMethods);
  return customer.doubt === null ? null : flagOf(describeDoubt(customer.doubt, words));
}

function describeDoubt(doubt: CustomerDoubt, words: { readonly order: string; readonly branch: string }): FailureDescription {
  const { customer } = doubt;
  return doubt.code === 'customer.ambiguous'
    ? describeFailure(doubt.code, { ...words, customer, candidates: doubt.candidates })
    : describeFailure(doubt.code, { ...words, customer, detail: doubt.detail });
}

function isSameCurrency(row: SaleOrder, { order }: ResolvedOrder): boolean {
  return row.currency_id === null || row.currency_id.name === order.currency.name;
}
