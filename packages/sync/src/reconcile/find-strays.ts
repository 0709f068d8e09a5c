import {
  centralIdsInLedger,
  everyBranchCode,
  type LedgerOrder,
  ledgerOrdersOf,
  referencesOfOtherBranches,
} from '@branch-sync/db';
import type { Domain } from '@branch-sync/odoo';
import { z } from 'zod';
import { areSameAmount, toDecimal } from '../money.ts';
import { dateToMoment, momentToDate } from '../receive/odoo-moment.ts';
import { boundsOf, type Stretch } from './choose-days.ts';
import { type SaleOrderRow, saleOrderShape } from './follow-orders.ts';
import { localDayOf } from './local-days.ts';
import type { ReconcileContext } from './reconcile-context.ts';
import { readSoldOrdersNamed, type SoldOrder } from './sold-orders.ts';

/** A Sales Order that says it is of this branch, and that no ledger knows. */
export interface Stray {
  /** The local day that it belongs to: of the POS order that it repeats, else of its making. */
  readonly day: string;
  readonly centralId: number;
  readonly name: string | null;
  readonly total: string;
  readonly currency: string | null;
  /** The POS order that its origin or its customer reference names; null where the branch has none such. */
  readonly order: SoldOrder | null;
  /** What the ledger has of that order. */
  readonly entry: LedgerOrder | null;
}

/**
 * Sales Orders of a stretch that somebody has made by hand, or copied: those whose origin begins with the branch's code, and of `suspects` those
 * whose reference can only mean an order of this branch. Cancelled ones do no harm. One call where there are none.
 */
export async function findStrays(
  context: ReconcileContext,
  stretch: Stretch,
  suspects: readonly SaleOrderRow[],
): Promise<Stray[]> {
  const { db, centralClient, signal } = context;
  const named = await idsByOrigin(context, stretch);
  const ids = [...new Set([...named, ...suspects.map(({ id }) => id)])];
  const known = await centralIdsInLedger(db, ids);
  const strange = new Set(ids.filter((id) => !known.has(id)));
  if (strange.size === 0) return [];
  const read = suspects.filter(({ id }) => strange.has(id));
  for (const { id } of read) strange.delete(id);
  const rest =
    strange.size === 0
      ? []
      : await centralClient.searchRead('sale.order', saleOrderShape, { domain: [['id', 'in', [...strange]]], signal });
  return matchStrays(
    context,
    stretch,
    [...read, ...rest].filter(({ state }) => state !== 'cancel'),
  );
}

/** Ids alone: as a rule all of them are in the ledger. An underscore in the code means any letter to Odoo; that is put right below. */
async function idsByOrigin({ branch, centralClient, signal }: ReconcileContext, stretch: Stretch): Promise<number[]> {
  const { start, end } = boundsOf(stretch);
  const from = dateToMoment(start);
  // A copy is made after what it copies, on any day since, and has the date of its making.
  const isInReach: Domain = [
    '|',
    ['create_date', '>=', from],
    '&',
    ['date_order', '>=', from],
    ['date_order', '<', dateToMoment(end)],
  ];
  const domain = [['origin', '=like', `${branch.code} %`], ...isInReach];
  return z.array(z.int()).parse(await centralClient.call('sale.order', 'search', { named: { domain }, signal }));
}

async function matchStrays(context: ReconcileContext, stretch: Stretch, rows: readonly SaleOrderRow[]): Promise<Stray[]> {
  const { db, branch, centralClient, signal } = context;
  const prefix = `${branch.code} `;
  const codes = (await everyBranchCode(db)).filter((code) => code !== branch.code);
  const mayBeOurs = rows.filter(
    ({ origin, client_order_ref: reference }) =>
      origin?.startsWith(prefix) || (reference !== null && !codes.some((code) => origin?.startsWith(`${code} `))),
  );
  const namesOf = ({ origin }: SaleOrderRow) => (origin?.startsWith(prefix) ? [origin.slice(prefix.length)] : []);
  const references = [...new Set(mayBeOurs.flatMap(({ client_order_ref: reference }) => reference ?? []))];
  const sold = await readSoldOrdersNamed(context, [...new Set(mayBeOurs.flatMap(namesOf))], references);
  const entries = await ledgerOrdersOf(
    db,
    branch.id,
    sold.map(({ identity }) => identity),
  );
  const entryOf = new Map(entries.map((entry) => [entry.identity, entry]));
  const ambiguous = await referencesOfOtherBranches(db, branch.id, references);
  const { uid } = await centralClient.connect(signal);
  const days = new Set(stretch.map(({ day }) => day));

  return mayBeOurs.flatMap((row): Stray[] => {
    const total = toDecimal(row.amount_total);
    const order = orderMeantBy(row, namesOf(row), sold, total);
    const isNamed = namesOf(row).length > 0;
    // POS references are unique only within a branch: where others have this one, the same total is needed to mean an order of this one.
    if (!isNamed && (order === null || (ambiguous.has(order.posReference) && !areSameAmount(order.total, total)))) return [];
    const entry = order === null ? null : (entryOf.get(order.identity) ?? null);
    // What a run that died has left in central comes back by itself with the next receive.
    if (order !== null && entry?.status !== 'imported' && row.create_uid?.id === uid) return [];
    const day = [order?.orderedAt, row.create_date === null ? undefined : momentToDate(row.create_date)]
      .map((moment) => (moment === undefined ? undefined : localDayOf(moment, branch.timezone)))
      .find((one) => one !== undefined && days.has(one));
    if (day === undefined) return [];
    return [{ day, centralId: row.id, name: row.name, total, currency: row.currency_id?.name ?? null, order, entry }];
  });
}

/** By the name in the origin, else by the reference; of several with one reference the one of the same total goes first. */
function orderMeantBy(
  { client_order_ref: reference }: SaleOrderRow,
  names: readonly string[],
  sold: readonly SoldOrder[],
  total: string,
): SoldOrder | null {
  const byName = sold.find(({ name }) => names.includes(name));
  if (byName !== undefined) return byName;
  const ofReference = sold.filter(({ posReference }) => posReference === reference);
  return ofReference.find((order) => areSameAmount(order.total, total)) ?? ofReference[0] ?? null;
}
