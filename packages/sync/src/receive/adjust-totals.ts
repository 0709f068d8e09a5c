import { float, integer, many2one, OdooError } from '@branch-sync/odoo';
import { intoCentral } from '../loading/into-central.ts';
import { isRefusal, type LoadTable, loadRecords } from '../loading/load-records.ts';
import { moneyInWords, toDecimal } from '../money.ts';
import type { ReceiveContext } from './receive-context.ts';
import type { ResolvedOrder } from './resolved-order.ts';

/** An order whose total in central is `difference` more than at the till, in the order's currency. */
export interface DifferingOrder {
  readonly resolved: ResolvedOrder;
  readonly centralId: number;
  readonly difference: number;
}

/** What came of adjusting: the amount that was added, by the Sales Order's id, and what central said where it took no line, each word once. */
export interface Adjustments {
  readonly added: ReadonlyMap<number, number>;
  readonly refusals: readonly string[];
}

/**
 * Makes totals agree: one line more, of the branch's adjusting product and without taxes, for what is too much or too little. Its external id
 * follows from the order's, so that a repeat adds nothing. Only for orders that nobody has touched since we made them. Throws `OdooError`.
 */
export async function adjustTotals(
  context: ReceiveContext,
  orders: readonly DifferingOrder[],
  productId: number,
): Promise<Adjustments> {
  const { branch, centralDialect } = context;
  const { taxField } = centralDialect.saleOrderLine;
  const fields = ['id', 'order_id/.id', 'product_id/.id', 'name', 'product_uom_qty', 'price_unit', 'discount', `${taxField}/.id`];
  const toTable = (part: readonly DifferingOrder[]): LoadTable => ({
    fields,
    rows: part.map((order) => adjustingLine(order, productId)),
    recordOfRow: part.map((_, index) => index),
  });
  try {
    const { loaded, refused } = await loadRecords(intoCentral(context, branch.companyId), 'sale.order.line', orders, toTable);
    const refusals = new Set(refused.map(({ refusal }) => refusal.text));
    return { added: new Map(loaded.map(({ item }) => [item.centralId, -item.difference])), refusals: [...refusals] };
  } catch (error) {
    // The orders are in: a difference that cannot be made up for is told, and holds nobody up.
    if (!(error instanceof OdooError && isRefusal(error))) throw error;
    return { added: new Map(), refusals: [error.message] };
  }
}

/** What adjusting lines have put on Sales Orders before: of a run that died before it could record them. By the Sales Order's id. */
export async function readAdjustments(
  { centralClient, signal }: ReceiveContext,
  centralIds: readonly number[],
  productId: number,
): Promise<ReadonlyMap<number, number>> {
  if (centralIds.length === 0) return new Map();
  const shape = { id: integer(), order_id: many2one(), price_unit: float() };
  const domain = [
    ['order_id', 'in', [...centralIds]],
    ['product_id', '=', productId],
  ];
  const lines = await centralClient.searchRead('sale.order.line', shape, { domain, signal });
  return new Map(lines.flatMap(({ order_id: order, price_unit: added }) => (order === null ? [] : [[order.id, added] as const])));
}

function adjustingLine({ resolved, centralId, difference }: DifferingOrder, productId: number): string[] {
  const { order, externalId } = resolved;
  const name = `Difference to the till’s total of ${moneyInWords(order.amountTotal, order.currency.name)}`;
  const id = externalId.replace('.order_', '.adjust_');
  return [id, String(centralId), String(productId), name, '1', toDecimal(-difference), '0', ''];
}
