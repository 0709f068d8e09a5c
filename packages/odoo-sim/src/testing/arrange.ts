import type { OdooDatabase } from '../orm/database.ts';
import { idOf, type Row, textOf } from '../orm/value.ts';

/** Columns of `load` for sales orders with one product a line. */
export const COLUMNS = [
  ...['id', 'partner_id/.id', 'date_order', 'order_line/product_id/.id', 'order_line/name'],
  ...['order_line/product_uom_qty', 'order_line/price_unit', 'order_line/discount', 'order_line/tax_ids/.id'],
];

/** Ids in the recorded central. */
const WALK_IN = '95';
export const ARTICLE_103 = '164';
export const VAT_10 = '52';

export interface LineCells {
  readonly product?: string;
  readonly name?: string;
  readonly quantity?: string;
  readonly price?: string;
  readonly discount?: string;
  readonly taxes?: string;
}

/** The rows of one order. */
export function orderRows(externalId: string, lines: readonly LineCells[] = [{}], partner: string = WALK_IN): string[][] {
  return lines.map((line, place) => [
    ...(place === 0 ? [externalId, partner, '2026-11-20 10:00:00'] : ['', '', '']),
    line.product ?? ARTICLE_103,
    line.name ?? 'Article',
    line.quantity ?? '1',
    line.price ?? '10',
    line.discount ?? '0',
    line.taxes ?? '',
  ]);
}

/** The order that an external id stands for, and its lines. */
export function orderNamed(central: OdooDatabase, externalId: string): { order: Row; lines: Row[] } {
  const data = central.records('ir.model.data').find((row) => textOf(row, 'complete_name') === externalId);
  const order = central.records('sale.order').find((row) => row.id === (data && idOf(data, 'res_id')));
  if (!order) throw new Error(`no order is named ${externalId}`);
  return { order, lines: central.records('sale.order.line').filter((line) => idOf(line, 'order_id') === order.id) };
}
