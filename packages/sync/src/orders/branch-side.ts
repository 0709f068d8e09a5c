import type { Order } from '@branch-sync/db';
import { float, idList, integer, many2one, moment, type OdooClient, type RowOf, text } from '@branch-sync/odoo';
import { differenceOf } from '../money.ts';
import { noteTexts } from '../receive/note-texts.ts';
import { knownFields } from '../receive/read-orders.ts';
import { amountsIn, momentOf, type OrderSide, taxNames } from './side.ts';

/** An order as the till has it now. */
export interface BranchSide extends OrderSide {
  readonly payments: readonly { readonly method: string; readonly amount: string }[];
}

const orderShape = {
  id: integer(),
  name: text(),
  uuid: text().optional(),
  pos_reference: text(),
  state: text(),
  date_order: moment(),
  partner_id: many2one(),
  user_id: many2one(),
  currency_id: many2one(),
  amount_tax: float(),
  amount_total: float(),
};

const lineShape = {
  id: integer(),
  product_id: many2one(),
  full_product_name: text().optional(),
  customer_note: text().optional(),
  note: text().optional(),
  qty: float(),
  price_unit: float(),
  discount: float(),
  tax_ids: idList(),
  tax_ids_after_fiscal_position: idList().optional(),
  price_subtotal: float(),
  price_subtotal_incl: float(),
};

const paymentShape = { id: integer(), payment_method_id: many2one(), amount: float() };

/** A POS order as the branch has it now; null where what has its id by now is another one, or nothing. Throws `OdooError`. */
export async function readBranchSide(
  client: OdooClient,
  { remoteId, uuid, posReference }: Pick<Order, 'remoteId' | 'uuid' | 'posReference'>,
  signal: AbortSignal,
): Promise<BranchSide | null> {
  const [orderFields, lineFields] = await Promise.all([
    client.fieldsGet('pos.order', Object.keys(orderShape), signal),
    client.fieldsGet('pos.order.line', Object.keys(lineShape), signal),
  ]);
  const ofOrder = [['order_id', '=', remoteId]];
  const [[order], lines, payments] = await Promise.all([
    client.searchRead('pos.order', knownFields(orderShape, Object.keys(orderFields)), {
      ...{ domain: [['id', '=', remoteId]], signal },
    }),
    client.searchRead('pos.order.line', knownFields(lineShape, Object.keys(lineFields)), {
      ...{ domain: ofOrder, order: 'id', signal },
    }),
    client.searchRead('pos.payment', paymentShape, { domain: [['pos_order_id', '=', remoteId]], order: 'id', signal }),
  ]);
  const isSame = order?.uuid ? order.uuid === uuid : order?.pos_reference === posReference;
  if (order === undefined || !isSame) return null;
  const [amount, namesOf] = await Promise.all([
    amountsIn(client, order.currency_id?.id ?? null, signal),
    taxNames(client, lines.flatMap(taxesOf), signal),
  ]);
  return {
    id: order.id,
    name: order.name ?? posReference,
    state: order.state ?? '',
    orderedAt: momentOf(order.date_order),
    customer: order.partner_id?.name ?? null,
    salesperson: order.user_id?.name ?? null,
    currency: order.currency_id?.name ?? null,
    untaxed: amount(differenceOf(order.amount_total, order.amount_tax)),
    tax: amount(order.amount_tax),
    total: amount(order.amount_total),
    lines: lines.map((line) => ({
      id: line.id,
      product: line.product_id,
      description: describe(line),
      quantity: line.qty,
      unitPrice: line.price_unit,
      discount: line.discount,
      taxes: namesOf(taxesOf(line)),
      subtotal: amount(line.price_subtotal),
      total: amount(line.price_subtotal_incl),
    })),
    payments: payments.map(({ payment_method_id: method, amount: paid }) => ({
      method: method?.name ?? '',
      amount: amount(paid),
    })),
  };
}

type Line = RowOf<typeof lineShape>;

function taxesOf(line: Line): readonly number[] {
  return line.tax_ids_after_fiscal_position ?? line.tax_ids;
}

function describe(line: Line): string {
  const name = line.full_product_name ?? line.product_id?.name ?? '';
  return [name, ...[line.customer_note, line.note].flatMap(noteTexts)].join('\n');
}
