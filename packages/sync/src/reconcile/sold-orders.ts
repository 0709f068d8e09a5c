import { type Domain, float, integer, many2one, moment, type OdooValue, type RowOf, text } from '@branch-sync/odoo';
import { toDecimal } from '../money.ts';
import { dateToMoment, momentToDate } from '../receive/odoo-moment.ts';
import { identityOf } from '../receive/order-identity.ts';
import type { LocalDay } from './local-days.ts';
import type { ReconcileContext } from './reconcile-context.ts';

/** The states of an order that was sold. `invoiced` exists up to Odoo 18; newer ones match nothing for it. */
export const soldStates = ['paid', 'done', 'invoiced'] as const;
export type SoldState = (typeof soldStates)[number];

/** A sold order as the branch tells it. */
export interface SoldOrder {
  readonly id: number;
  readonly identity: string;
  readonly name: string;
  readonly posReference: string;
  readonly orderedAt: Date;
  readonly writtenAt: Date;
  readonly state: SoldState;
  readonly total: string;
  readonly currency: string | null;
}

const shape = {
  id: integer(),
  name: text(),
  pos_reference: text(),
  date_order: moment(),
  write_date: moment(),
  state: text(),
  amount_total: float(),
  currency_id: many2one(),
};
const shapeWithUuid = { ...shape, uuid: text() };

const headsPerPage = 2_000;

/** `field` within any of these days, which may lie apart. */
export function withinDays(field: string, days: readonly LocalDay[]): Domain {
  const spans = joined(days).flatMap(({ start, end }): OdooValue[] => [
    '&',
    [field, '>=', dateToMoment(start)],
    [field, '<', dateToMoment(end)],
  ]);
  return [...Array.from({ length: spans.length / 3 - 1 }, () => '|'), ...spans];
}

/** Days that follow one another as one. */
function joined(days: readonly LocalDay[]): { start: Date; end: Date }[] {
  const spans: { start: Date; end: Date }[] = [];
  for (const { start, end } of days) {
    const last = spans.at(-1);
    if (last?.end.getTime() === start.getTime()) last.end = end;
    else spans.push({ start, end });
  }
  return spans;
}

/** The sold orders of some days, one by one. */
export async function readSoldOrders(context: ReconcileContext, days: readonly LocalDay[]): Promise<SoldOrder[]> {
  return days.length === 0 ? [] : readWhere(context, withinDays('date_order', days));
}

/** Of these orders (pos.order ids) those that are sold, whenever that was. */
export async function readSoldOrdersById(context: ReconcileContext, ids: readonly number[]): Promise<SoldOrder[]> {
  return ids.length === 0 ? [] : readWhere(context, [['id', 'in', [...ids]]]);
}

/** The sold orders of these names, or of these POS references. */
export async function readSoldOrdersNamed(
  context: ReconcileContext,
  names: readonly string[],
  references: readonly string[],
): Promise<SoldOrder[]> {
  if (names.length + references.length === 0) return [];
  return readWhere(context, ['|', ['name', 'in', [...names]], ['pos_reference', 'in', [...references]]]);
}

async function readWhere({ branchClient, branchDialect, signal }: ReconcileContext, where: Domain): Promise<SoldOrder[]> {
  const hasUuid = branchDialect.posOrderFields.includes('uuid');
  const domain = [['state', 'in', [...soldStates]], ...where];
  const orders: SoldOrder[] = [];
  for await (const rows of branchClient.searchReadPages('pos.order', hasUuid ? shapeWithUuid : shape, {
    domain,
    pageSize: headsPerPage,
    signal,
  })) {
    orders.push(...rows.flatMap(toSoldOrder));
  }
  return orders;
}

function toSoldOrder(row: RowOf<typeof shape> & { readonly uuid?: string | null }): SoldOrder[] {
  const state = soldStates.find((one) => one === row.state);
  if (state === undefined || row.date_order === null) return [];
  const posReference = row.pos_reference ?? row.name ?? `#${row.id}`;
  const orderedAt = momentToDate(row.date_order);
  return [
    {
      id: row.id,
      identity: identityOf({ id: row.id, uuid: row.uuid ?? null, posReference }),
      name: row.name ?? posReference,
      posReference,
      orderedAt,
      writtenAt: row.write_date === null ? orderedAt : momentToDate(row.write_date),
      state,
      total: toDecimal(row.amount_total),
      currency: row.currency_id?.name ?? null,
    },
  ];
}
