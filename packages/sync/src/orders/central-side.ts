import { float, idList, integer, many2one, moment, type OdooClient, type RowOf, text } from '@branch-sync/odoo';
import { knownFields } from '../receive/read-orders.ts';
import { amountsIn, momentOf, type OrderSide, taxNames } from './side.ts';
import { textOfHtml } from './text-of-html.ts';

/** An order as central has it now. */
export interface CentralSide extends OrderSide {
  readonly note: string | null;
}

const orderShape = {
  id: integer(),
  name: text(),
  state: text(),
  date_order: moment(),
  partner_id: many2one(),
  user_id: many2one(),
  currency_id: many2one(),
  amount_untaxed: float(),
  amount_tax: float(),
  amount_total: float(),
  note: text(),
};

/** Taxes are `tax_ids` from 19 on, `tax_id` before. */
const lineShape = {
  id: integer(),
  product_id: many2one(),
  name: text(),
  product_uom_qty: float(),
  price_unit: float(),
  discount: float(),
  tax_ids: idList().optional(),
  tax_id: idList().optional(),
  price_subtotal: float(),
  price_total: float(),
};

/** A Sales Order as central has it now; null where it has none of this id that our user may see. Throws `OdooError`. */
export async function readCentralSide(client: OdooClient, centralId: number, signal: AbortSignal): Promise<CentralSide | null> {
  const lineFields = await client.fieldsGet('sale.order.line', Object.keys(lineShape), signal);
  const [[order], lines] = await Promise.all([
    client.searchRead('sale.order', orderShape, { domain: [['id', '=', centralId]], signal }),
    client.searchRead('sale.order.line', knownFields(lineShape, Object.keys(lineFields)), {
      ...{ domain: [['order_id', '=', centralId]], order: 'sequence, id', signal },
    }),
  ]);
  if (order === undefined) return null;
  const [amount, namesOf] = await Promise.all([
    amountsIn(client, order.currency_id?.id ?? null, signal),
    taxNames(client, lines.flatMap(taxesOf), signal),
  ]);
  return {
    id: order.id,
    name: order.name ?? `#${order.id}`,
    state: order.state ?? '',
    orderedAt: momentOf(order.date_order),
    customer: order.partner_id?.name ?? null,
    salesperson: order.user_id?.name ?? null,
    currency: order.currency_id?.name ?? null,
    untaxed: amount(order.amount_untaxed),
    tax: amount(order.amount_tax),
    total: amount(order.amount_total),
    note: textOfHtml(order.note),
    lines: lines.map((line) => ({
      id: line.id,
      product: line.product_id,
      description: line.name ?? '',
      quantity: line.product_uom_qty,
      unitPrice: line.price_unit,
      discount: line.discount,
      taxes: namesOf(taxesOf(line)),
      subtotal: amount(line.price_subtotal),
      total: amount(line.price_total),
    })),
  };
}

function taxesOf(line: RowOf<typeof lineShape>): readonly number[] {
  return line.tax_ids ?? line.tax_id ?? [];
}
