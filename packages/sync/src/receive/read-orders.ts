import { type Domain, float, idList, integer, many2one, moment, type RowOf, text } from '@branch-sync/odoo';
import { groupBy } from '../group-by.ts';
import { noteTexts } from './note-texts.ts';
import { identityOf } from './order-identity.ts';
import type { PosLine, PosOrder, PosOrderHead, PosPayment } from './pos-order.ts';
import type { ResolveContext } from './receive-context.ts';

/** Read for every order of a window; fields that a version of Odoo lacks are left out of the read. */
const headShape = {
  id: integer(),
  name: text(),
  uuid: text().optional(),
  pos_reference: text(),
  date_order: moment(),
  amount_total: float(),
  currency_id: many2one(),
  user_id: many2one(),
  partner_id: many2one(),
  general_customer_note: text().optional(),
  internal_note: text().optional(),
  note: text().optional(),
  refunded_order_id: many2one().optional(),
  refunded_order_ids: idList().optional(),
};

const lineShape = {
  id: integer(),
  order_id: many2one(),
  product_id: many2one(),
  full_product_name: text(),
  qty: float(),
  price_unit: float(),
  discount: float(),
  tax_ids: idList(),
  tax_ids_after_fiscal_position: idList().optional(),
  product_uom_id: many2one().optional(),
  customer_note: text().optional(),
  note: text().optional(),
  combo_parent_id: many2one().optional(),
  pack_lot_ids: idList().optional(),
};

const paymentShape = { id: integer(), pos_order_id: many2one(), payment_method_id: many2one(), amount: float() };
const lotShape = { id: integer(), lot_name: text() };

/** The states of an order that was sold. `invoiced` exists up to Odoo 18; newer ones match nothing for it. */
export const soldStates = ['paid', 'done', 'invoiced'];

/** Which orders a run looks at. */
export interface OrderSelection {
  /** `write_date` at or after, as Odoo text in UTC; null: since ever. */
  readonly writtenFrom: string | null;
  readonly ids: readonly number[] | null;
}

/** Step 2: the sold orders of a window, a page at a time by ascending id, heads only. */
export async function* readOrderPages(
  context: ResolveContext,
  selection: OrderSelection,
  afterId: number,
  pageSize: number,
): AsyncGenerator<PosOrderHead[]> {
  const { branchClient, branchDialect, signal } = context;
  const domain = domainOf(selection);
  const shape = knownFields(headShape, branchDialect.posOrderFields);
  for await (const rows of branchClient.searchReadPages('pos.order', shape, { domain, pageSize, afterId, signal })) {
    yield rows.map(toHead);
  }
}

/** The sold orders that a branch has made last, the newest first, heads only. Throws `OdooError`. */
export async function readNewestOrders(
  { branchClient, branchDialect, signal }: Pick<ResolveContext, 'branchClient' | 'branchDialect' | 'signal'>,
  count: number,
): Promise<PosOrderHead[]> {
  const shape = knownFields(headShape, branchDialect.posOrderFields);
  const domain = domainOf({ writtenFrom: null, ids: null });
  const rows = await branchClient.searchRead('pos.order', shape, { domain, order: 'id desc', limit: count, signal });
  return rows.map(toHead);
}

/** How many sold orders of a window come after an id. */
export async function countOrders(
  context: Pick<ResolveContext, 'branchClient' | 'signal'>,
  selection: OrderSelection,
  afterId: number,
): Promise<number> {
  const { branchClient, signal } = context;
  const domain = [['id', '>', afterId], ...domainOf(selection)];
  return branchClient.searchCount('pos.order', { domain, signal });
}

function domainOf({ writtenFrom, ids }: OrderSelection): Domain {
  return [
    ['state', 'in', soldStates],
    ...(writtenFrom === null ? [] : [['write_date', '>=', writtenFrom]]),
    ...(ids === null ? [] : [['id', 'in', [...ids]]]),
  ];
}

/** Lines, payments and lots of a page's orders: one call each, whatever the number of orders. */
export async function readOrderDetails(context: ResolveContext, heads: readonly PosOrderHead[]): Promise<PosOrder[]> {
  if (heads.length === 0) return [];
  const { branchClient, branchDialect, signal } = context;
  const ids = heads.map(({ id }) => id);
  const [lineRows, paymentRows] = await Promise.all([
    branchClient.searchRead('pos.order.line', knownFields(lineShape, branchDialect.posOrderLineFields), {
      domain: [['order_id', 'in', ids]],
      order: 'id',
      signal,
    }),
    branchClient.searchRead('pos.payment', paymentShape, { domain: [['pos_order_id', 'in', ids]], order: 'id', signal }),
  ]);
  const lotNames = await readLotNames(context, lineRows);
  const lines = groupBy(
    lineRows.flatMap((row) => toLine(row, lotNames)),
    ({ orderId }) => orderId,
  );
  const payments = groupBy(paymentRows.flatMap(toPayment), ({ orderId }) => orderId);
  const unreadable = new Set(lineRows.flatMap((row) => (row.product_id === null ? (row.order_id?.id ?? []) : [])));
  return heads.map((head) => ({
    ...head,
    hasUnreadableLine: unreadable.has(head.id),
    lines: lines.get(head.id) ?? [],
    payments: payments.get(head.id) ?? [],
  }));
}

async function readLotNames(
  { branchClient, signal }: ResolveContext,
  lines: readonly RowOf<typeof lineShape>[],
): Promise<Map<number, string>> {
  const ids = lines.flatMap((line) => line.pack_lot_ids ?? []);
  if (ids.length === 0) return new Map();
  const lots = await branchClient.searchRead('pos.pack.operation.lot', lotShape, { domain: [['id', 'in', ids]], signal });
  return new Map(lots.map((lot) => [lot.id, lot.lot_name ?? `#${lot.id}`]));
}

/** The fields of a shape that this branch's Odoo has; a field of every version is in the list as well. */
export function knownFields<S extends Record<string, unknown>>(shape: S, known: readonly string[]): S {
  return Object.fromEntries(Object.entries(shape).filter(([field]) => field === 'id' || known.includes(field))) as S;
}

/** The fields that receive would like to read: the dialect is asked which of them exist. */
export const wantedOrderFields = Object.keys(headShape);
export const wantedLineFields = Object.keys(lineShape);

function toHead(row: RowOf<typeof headShape>): PosOrderHead {
  const posReference = row.pos_reference ?? row.name ?? `#${row.id}`;
  const uuid = row.uuid ?? null;
  return {
    id: row.id,
    identity: identityOf({ id: row.id, uuid, posReference }),
    uuid,
    name: row.name ?? posReference,
    posReference,
    dateOrder: row.date_order ?? '',
    amountTotal: row.amount_total,
    currency: row.currency_id ?? { id: 0, name: '' },
    cashier: row.user_id,
    customer: row.partner_id,
    notes: [row.general_customer_note, row.internal_note, row.note].flatMap(noteTexts),
    refundedOrders: row.refunded_order_id
      ? [row.refunded_order_id]
      : (row.refunded_order_ids ?? []).map((id) => ({ id, name: null })),
  };
}

function toLine(row: RowOf<typeof lineShape>, lotNames: ReadonlyMap<number, string>): PosLine[] {
  if (row.order_id === null || row.product_id === null) return [];
  return [
    {
      id: row.id,
      orderId: row.order_id.id,
      product: row.product_id,
      productName: row.full_product_name ?? row.product_id.name,
      quantity: row.qty,
      priceUnit: row.price_unit,
      discount: row.discount,
      taxIds: row.tax_ids_after_fiscal_position ?? row.tax_ids,
      unit: row.product_uom_id ?? null,
      notes: [row.customer_note, row.note].flatMap(noteTexts),
      comboParentId: row.combo_parent_id?.id ?? null,
      lotNames: (row.pack_lot_ids ?? []).flatMap((id) => lotNames.get(id) ?? []),
    },
  ];
}

function toPayment(row: RowOf<typeof paymentShape>): PosPayment[] {
  if (row.pos_order_id === null || row.payment_method_id === null) return [];
  return [{ orderId: row.pos_order_id.id, method: row.payment_method_id, amount: row.amount }];
}
