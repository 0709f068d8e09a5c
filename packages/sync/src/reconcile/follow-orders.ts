import type { CentralState, LedgerOrder, OrderSighting } from '@branch-sync/db';
import { float, integer, many2one, moment, type RowOf, text } from '@branch-sync/odoo';
import { goneOf } from '../central/gone-orders.ts';
import { toDecimal } from '../money.ts';
import { dateToMoment } from '../receive/odoo-moment.ts';
import { boundsOf, type Stretch } from './choose-days.ts';
import type { ReconcileContext } from './reconcile-context.ts';

export const saleOrderShape = {
  id: integer(),
  name: text(),
  state: text(),
  partner_id: many2one(),
  amount_total: float(),
  currency_id: many2one(),
  origin: text(),
  client_order_ref: text(),
  create_date: moment(),
  create_uid: many2one(),
};
export type SaleOrderRow = RowOf<typeof saleOrderShape>;

/** How a Sales Order of ours stands in central; `total` is null where it is not there any more. */
export interface CentralOrder {
  readonly state: CentralState;
  readonly name: string | null;
  readonly total: string | null;
}

/** What following a stretch's orders has shown. */
export interface FollowedOrders {
  /** By the ledger's own id. Those that our user may not see are left out: nothing is known of them. */
  readonly byOrder: ReadonlyMap<string, CentralOrder>;
  readonly sightings: readonly OrderSighting[];
  /** Sales Orders of others that have a POS reference of these orders. */
  readonly suspects: readonly SaleOrderRow[];
  /** How many our user may not see. */
  readonly hidden: number;
}

const ordersPerCall = 2_000;

/** Odoo's states; up to 18 a confirmed order could be locked besides. */
const stateOf: Readonly<Record<string, CentralState>> = {
  draft: 'draft',
  sent: 'sent',
  sale: 'sale',
  done: 'sale',
  cancel: 'cancelled',
};

/** Looks after the Sales Orders of a stretch's ledger rows, 2,000 a call, by id: confirming one moves its date. */
export async function followOrders(
  context: ReconcileContext,
  stretch: Stretch,
  ledger: readonly LedgerOrder[],
): Promise<FollowedOrders> {
  const sought = ledger.flatMap((order) => (order.centralId === null ? [] : [{ order, centralId: order.centralId }]));
  const byOrder = new Map<string, CentralOrder>();
  const sightings: OrderSighting[] = [];
  const suspects = new Map<number, SaleOrderRow>();
  let hidden = 0;
  for (let first = 0; first < sought.length; first += ordersPerCall) {
    const page = sought.slice(first, first + ordersPerCall);
    const rows = await readPage(context, stretch, page);
    const ids = new Set(page.map(({ centralId }) => centralId));
    const rowById = new Map(rows.map((row) => [row.id, row]));
    for (const row of rows) if (!ids.has(row.id)) suspects.set(row.id, row);
    const gone = await goneOf(
      context,
      [...ids].filter((id) => !rowById.has(id)),
    );
    for (const { order, centralId } of page) {
      const central = gone.has(centralId) ? deleted : centralOrderOf(rowById.get(centralId));
      if (central === null) {
        hidden += 1;
        continue;
      }
      byOrder.set(order.id, central);
      const customerId = rowById.get(centralId)?.partner_id?.id ?? null;
      sightings.push({ id: order.id, centralId, state: central.state, name: central.name, customerId });
    }
  }
  return { byOrder, sightings, suspects: [...suspects.values()], hidden };
}

const deleted: CentralOrder = { state: 'deleted', name: null, total: null };

interface Sought {
  readonly order: LedgerOrder;
  readonly centralId: number;
}

/** The Sales Orders of a page; and besides, made since by somebody else, those with a POS reference of it. */
async function readPage(
  { centralClient, signal }: ReconcileContext,
  stretch: Stretch,
  page: readonly Sought[],
): Promise<SaleOrderRow[]> {
  const { uid } = await centralClient.connect(signal);
  const domain = [
    '|',
    ['id', 'in', page.map(({ centralId }) => centralId)],
    '&',
    '&',
    ['client_order_ref', 'in', page.map(({ order }) => order.posReference)],
    ['create_uid', '!=', uid],
    ['create_date', '>=', dateToMoment(boundsOf(stretch).start)],
  ];
  return centralClient.searchRead('sale.order', saleOrderShape, { domain, context: { active_test: false }, signal });
}

function centralOrderOf(row: SaleOrderRow | undefined): CentralOrder | null {
  if (row === undefined) return null;
  return { state: stateOf[row.state ?? ''] ?? 'draft', name: row.name, total: toDecimal(row.amount_total) };
}
