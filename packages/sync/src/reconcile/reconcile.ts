import {
  addCounts,
  type DayOutcome,
  type LedgerOrder,
  ledgerOrdersBetween,
  ledgerOrdersOf,
  noCounts,
  type RunCounts,
  readReceiveCursor,
  recordReconcileOutcome,
  standingFailuresOf,
} from '@branch-sync/db';
import { checkLinksNightly } from '../mappings/check-links.ts';
import { RunCancelledError, RunPausedError } from '../runs/run-interrupted.ts';
import { boundsOf, chooseStretches, type Stretch } from './choose-days.ts';
import { compareDay, type DayDetail, needsDetail } from './compare-day.ts';
import { comparePayments, type LedgerDay } from './compare-payments.ts';
import { findStrays } from './find-strays.ts';
import { type FollowedOrders, followOrders } from './follow-orders.ts';
import type { LocalDay } from './local-days.ts';
import type { ReconcileContext } from './reconcile-context.ts';
import { readSoldFigures } from './sold-figures.ts';
import { readSoldOrders, readSoldOrdersById, type SoldOrder } from './sold-orders.ts';

/**
 * Holds what a branch sold against the ledger and against central, by local day, and learns how the Sales Orders stand. The lease is held by the
 * caller, so that nothing is received meanwhile; days are recorded a stretch at a time, and a run that died goes on with those that are left.
 * Throws `OdooError`, `LeaseLostError`, `RunPausedError` and `RunCancelledError`.
 */
export async function reconcile(context: ReconcileContext): Promise<void> {
  const { report } = context;
  let total = addCounts(noCounts, context.countsBefore);
  for (const stretch of await chooseStretches(context)) {
    if (await context.shouldPause()) throw new RunPausedError('Paused.');
    const { days, followed } = await compareStretch(context, stretch);
    const counts = countsOf(days);
    const { isCancelRequested } = await recordReconcileOutcome(context.db, {
      lease: context.lease,
      runId: context.runId,
      days,
      sightings: followed.sightings,
      counts,
    });
    total = addCounts(total, counts);
    report.progress(total);
    for (const line of linesOf(stretch, days, followed)) report.line(line);
    if (isCancelRequested) throw new RunCancelledError('Called off.');
    await context.onRecorded();
  }
  const staleLinks = await checkLinksNightly(context);
  if (staleLinks !== null) report.line(staleLinks);
  report.line(`${context.branchClient.callCount + context.centralClient.callCount} calls to Odoo.`);
}

/** One stretch: sums first, then single orders of those days alone whose sums say so. */
async function compareStretch(
  context: ReconcileContext,
  stretch: Stretch,
): Promise<{ readonly days: DayOutcome[]; readonly followed: FollowedOrders }> {
  const { db, branch, branchClient, now } = context;
  const { start, end } = boundsOf(stretch);
  const { cursorAt: receivedUntil } = await readReceiveCursor(db, branch.id);
  const sold = await readSoldFigures(context, stretch);
  const ledger = await ledgerOrdersBetween(db, branch.id, start, end);
  const ledgerDays = stretch.map((local): LedgerDay => {
    const orders = ledger.filter(({ orderedAt }) => isOn(local, orderedAt));
    return { local, orders, isLookedInto: needsDetail(sold.get(local.day), orders) };
  });
  const details = await readDetails(context, ledgerDays);
  const payments = await comparePayments(context, ledgerDays, daysOfOrders(ledgerDays, details));
  const followed = await followOrders(context, stretch, ledger);
  const strays = await findStrays(context, stretch, followed.suspects);
  const failures = await standingFailuresOf(db, failedOrders(ledgerDays, details));
  const branchNow = new Date(now().getTime() + (branchClient.clockOffsetMs ?? 0));
  const days = ledgerDays.map(({ local, orders }) =>
    compareDay({
      local,
      sold: sold.get(local.day),
      ledger: orders,
      central: followed.byOrder,
      strays: strays.filter(({ day }) => day === local.day),
      payments: payments.get(local.day),
      detail: details.get(local.day) ?? null,
      failures,
      receivedUntil,
      now: branchNow,
    }),
  );
  return { days, followed };
}

/** The single orders of the days that must be looked into: one read for all of them. */
async function readDetails(context: ReconcileContext, days: readonly LedgerDay[]): Promise<Map<string, DayDetail>> {
  const { db, branch } = context;
  const lookedInto = days.filter(({ isLookedInto }) => isLookedInto);
  const orders = await readSoldOrders(
    context,
    lookedInto.map(({ local }) => local),
  );
  const entries = new Map(lookedInto.flatMap((day) => day.orders).map((entry) => [entry.identity, entry]));
  const strange = orders.filter(({ identity }) => !entries.has(identity)).map(({ identity }) => identity);
  // The till may have given an order another date since it came in.
  for (const entry of await ledgerOrdersOf(db, branch.id, strange)) entries.set(entry.identity, entry);
  const soldIds = new Set(orders.map(({ id }) => id));
  const unseen = lookedInto.flatMap((day) => day.orders).filter(({ remoteId }) => !soldIds.has(remoteId));
  const elsewhere = await readSoldOrdersById(
    context,
    unseen.map(({ remoteId }) => remoteId),
  );
  const stillSold = new Set([...soldIds, ...elsewhere.map(({ id }) => id)]);
  return new Map(
    lookedInto.map(({ local }) => [
      local.day,
      { orders: orders.filter(({ orderedAt }) => isOn(local, orderedAt)), entries, stillSold },
    ]),
  );
}

const isOn = ({ start, end }: LocalDay, moment: Date) => moment >= start && moment < end;

/** On which day each POS order (by its id) counts. */
function daysOfOrders(days: readonly LedgerDay[], details: ReadonlyMap<string, DayDetail>): Map<number, string> {
  return new Map(
    days.flatMap(({ local: { day }, orders }) => [
      ...orders.map(({ remoteId }): [number, string] => [remoteId, day]),
      ...(details.get(day)?.orders ?? []).map(({ id }): [number, string] => [id, day]),
    ]),
  );
}

/** The ledger's failed orders of the days that are looked into. */
function failedOrders(days: readonly LedgerDay[], details: ReadonlyMap<string, DayDetail>): string[] {
  const found: LedgerOrder[] = [
    ...days.flatMap(({ orders }) => orders),
    ...[...details.values()].flatMap(({ orders, entries }) =>
      orders.flatMap(({ identity }: SoldOrder) => entries.get(identity) ?? []),
    ),
  ];
  return [...new Set(found.filter(({ status }) => status === 'failed').map(({ id }) => id))];
}

/** `seen`: orders that were sold; `alreadyThere`: those that the ledger has settled; `flagged`: findings. */
function countsOf(days: readonly DayOutcome[]): RunCounts {
  const sum = (count: (day: DayOutcome) => number) => days.reduce((total, day) => total + count(day), 0);
  return {
    ...noCounts,
    seen: sum(({ figures }) => figures.branch.sold.orders),
    alreadyThere: sum(({ figures: { ledger } }) => ledger.byStatus.imported.orders + ledger.byStatus.skipped.orders),
    flagged: sum(({ findingCount }) => findingCount),
  };
}

function linesOf(stretch: Stretch, days: readonly DayOutcome[], { hidden }: FollowedOrders): string[] {
  const { seen, flagged } = countsOf(days);
  const [first] = stretch;
  const last = stretch.at(-1) ?? first;
  const span = first === last ? first.day : `${first.day} to ${last.day}`;
  const differing = days.filter(({ status }) => status === 'differs').length;
  const toCome = days.reduce((sum, { figures }) => sum + figures.toCome, 0);
  const uncompared = days.filter(({ figures: { ledger } }) => ledger.byMethod === null).length;
  return [
    differing === 0
      ? `${span}: ${seen} orders sold, the books agree.`
      : `${span}: ${seen} orders sold, ${flagged} findings on ${differing} days.`,
    ...(toCome === 0 ? [] : [`${toCome} orders are newer than the last finished receive: they are still to come.`]),
    ...(uncompared === 0
      ? []
      : [`On ${uncompared} days ways of paying are not compared: the ledger no longer has how the orders were paid.`]),
    ...(hidden === 0 ? [] : [`${hidden} Sales Orders are hidden from our user in central: nothing is known of them.`]),
  ];
}
