import { float, integer, many2one, moment, type RowOf, text } from '@branch-sync/odoo';
import type { FlagCode } from '../failures/catalogue.ts';
import { differenceOf } from '../money.ts';
import { roundTo } from './exact-money.ts';
import type { LoadOutcome } from './load-orders.ts';
import type { ReceiveContext } from './receive-context.ts';
import type { ResolvedLine, ResolvedOrder } from './resolved-order.ts';

const saleOrder = {
  id: integer(),
  name: text(),
  amount_total: float(),
  currency_id: many2one(),
  create_date: moment(),
  write_date: moment(),
};

/** An order that is in central, as central computed it. */
export interface CheckedOrder {
  readonly resolved: ResolvedOrder;
  readonly centralId: number;
  readonly centralName: string | null;
  /** Null where central does not let us see the order again (deleted, or moved out of our reach, since). */
  readonly centralTotal: number | null;
  /** Why the totals differ or could not be compared; null where they agree, or where a person has changed the order since. */
  readonly flag: FlagCode | null;
}

/** How each side rounds taxes (res.company.tax_calculation_rounding_method); asked only once a total differs. */
export type RoundingMethods = () => Promise<{ readonly branch: string | null; readonly central: string | null }>;

/**
 * Step 7: reads what central made of a batch, in one call, and compares it with the till to the cent.
 */
export async function checkTotals(
  context: ReceiveContext,
  loaded: LoadOutcome['loaded'],
  roundingMethods: RoundingMethods,
): Promise<CheckedOrder[]> {
  if (loaded.length === 0) return [];
  const rows = await context.centralClient.searchRead('sale.order', saleOrder, {
    domain: [['id', 'in', loaded.map(({ centralId }) => centralId)]],
    signal: context.signal,
  });
  const rowById = new Map(rows.map((row) => [row.id, row]));
  const checked: CheckedOrder[] = [];
  for (const { resolved, centralId } of loaded) {
    const row = rowById.get(centralId);
    const flagged = row === undefined ? ('total.unseen' as const) : await flagOf(context, resolved, row, roundingMethods);
    checked.push({
      resolved,
      centralId,
      centralName: row?.name ?? null,
      centralTotal: row?.amount_total ?? null,
      flag: flagged,
    });
  }
  return checked;
}

async function flagOf(
  { centralDialect }: ReceiveContext,
  { order, lines }: ResolvedOrder,
  row: RowOf<typeof saleOrder>,
  roundingMethods: RoundingMethods,
): Promise<FlagCode | null> {
  // What a dead run left in central comes back by itself; a person may have worked on it since: that is their difference.
  const changedSince = row.create_date !== row.write_date;
  if (changedSince) return null;
  if (row.currency_id !== null && row.currency_id.name !== order.currency.name) return 'total.currency';
  if (differenceOf(row.amount_total, order.amountTotal) === 0) return null;
  const { branch, central } = await roundingMethods();
  if (branch !== null && central !== null && branch !== central) return 'total.rounding_method';
  const { quantityDigits, priceDigits } = centralDialect.saleOrderLine;
  if (priceDigits !== null) return 'total.price_precision';
  return lines.some((line) => hasFixedTaxOnRoundedQuantity(line, quantityDigits)) ? 'total.fixed_tax' : 'total.differs';
}

/** The price makes up for the tax on what the quantity lost, but base and tax are rounded each for itself: a cent may fall between. */
function hasFixedTaxOnRoundedQuantity({ line, fixedTaxPerUnit }: ResolvedLine, digits: number | null): boolean {
  return fixedTaxPerUnit !== 0 && digits !== null && roundTo(line.quantity, digits) !== line.quantity;
}
