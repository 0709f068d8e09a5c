import type { DayFigures, Tally } from '@branch-sync/db';
import { type Domain, type Group, OdooError, type OdooErrorKind } from '@branch-sync/odoo';
import { sumOfDecimals, toDecimal } from '../money.ts';
import { dateToMoment } from '../receive/odoo-moment.ts';
import type { Stretch } from './choose-days.ts';
import type { LocalDay } from './local-days.ts';
import type { ReconcileContext } from './reconcile-context.ts';
import { readSoldOrders, type SoldOrder, soldStates, withinDays } from './sold-orders.ts';

/** What a branch sold on a day, in sum. */
export type SoldFigures = Omit<DayFigures['branch'], 'byMethod'>;

export const noOrders: Tally = { orders: 0, total: '0' };
export const nothingSold: SoldFigures = {
  sold: noOrders,
  refunds: noOrders,
  byState: { paid: noOrders, done: noOrders, invoiced: noOrders },
};

/** Such an end of a call is no word of Odoo's about sums: the way to the branch is at fault, and reading more would end likewise. */
const ofTheWay: ReadonlySet<OdooErrorKind> = new Set([
  'unreachable',
  'dns',
  'tls',
  'timeout',
  'aborted',
  'busy',
  'wrong_database',
  'wrong_login',
]);

/**
 * What a branch sold, day by day: two calls whatever the number of orders. Where its Odoo refuses sums, or cuts days otherwise than its
 * calendar does, the orders themselves are read. A day without orders is left out.
 */
export async function readSoldFigures(context: ReconcileContext, stretch: Stretch): Promise<Map<string, SoldFigures>> {
  try {
    const [all, refunds] = await Promise.all([
      readTallies(context, stretch, []),
      readTallies(context, stretch, [['amount_total', '<', 0]]),
    ]);
    if (all !== null && refunds !== null) return toFigures(all, refunds);
    context.report.line('The branch’s Odoo cuts days otherwise than its calendar does: the orders are read one by one.');
  } catch (error) {
    if (!isRefusal(error)) throw error;
    context.report.line(`The branch’s Odoo gives no sums (${error.message}): the orders are read one by one.`);
  }
  return figuresOf(await readSoldOrders(context, stretch), stretch);
}

/** Whether Odoo itself will not give sums, so that records are to be read instead. */
export function isRefusal(error: unknown): error is OdooError {
  return error instanceof OdooError && !ofTheWay.has(error.kind);
}

/** So many orders of a state, on a day. */
interface StateTally extends Tally {
  readonly day: string;
  readonly state: string;
}

/** Null where a group does not begin when one of our days does: a zone that the server does not know is cut as UTC. */
async function readTallies(
  { branchClient, branch, signal }: ReconcileContext,
  stretch: Stretch,
  also: Domain,
): Promise<StateTally[] | null> {
  const domain = [['state', 'in', [...soldStates]], ...also, ...withinDays('date_order', stretch)];
  const by = [{ dayOf: 'date_order' }, { field: 'state' }];
  const groups = await branchClient.readGroups(
    'pos.order',
    { domain, by, sums: ['amount_total'], timezone: branch.timezone },
    signal,
  );
  const dayOfStart = new Map(stretch.map(({ day, start }) => [dateToMoment(start), day]));
  const tallies = groups.map((group) => tallyOf(group, dayOfStart));
  return tallies.every((tally) => tally !== null) ? tallies : null;
}

function tallyOf(
  { keys: [start, state], count, sums: [total = 0] }: Group,
  dayOfStart: ReadonlyMap<string, string>,
): StateTally | null {
  const day = dayOfStart.get(String(start));
  return day === undefined ? null : { day, state: String(state), orders: count, total: toDecimal(total) };
}

function toFigures(all: readonly StateTally[], refunds: readonly StateTally[]): Map<string, SoldFigures> {
  const days = new Set(all.map(({ day }) => day));
  const sumOn = (day: string, tallies: readonly StateTally[]) => addTallies(tallies.filter((one) => one.day === day));
  return new Map(
    [...days].map((day) => {
      const ofState = (state: string) =>
        sumOn(
          day,
          all.filter((one) => one.state === state),
        );
      const byState = { paid: ofState('paid'), done: ofState('done'), invoiced: ofState('invoiced') };
      return [day, { sold: sumOn(day, all), refunds: sumOn(day, refunds), byState }];
    }),
  );
}

/** The same from the orders themselves. */
export function figuresOf(orders: readonly SoldOrder[], days: readonly LocalDay[]): Map<string, SoldFigures> {
  const one = ({ state, total, orderedAt }: SoldOrder): StateTally[] => {
    const day = days.find(({ start, end }) => orderedAt >= start && orderedAt < end)?.day;
    return day === undefined ? [] : [{ day, state, orders: 1, total }];
  };
  return toFigures(orders.flatMap(one), orders.filter(({ total }) => total.startsWith('-')).flatMap(one));
}

/** Tallies as one. */
export function addTallies(tallies: readonly Tally[]): Tally {
  return {
    orders: tallies.reduce((sum, { orders }) => sum + orders, 0),
    total: sumOfDecimals(tallies.map(({ total }) => total)),
  };
}
