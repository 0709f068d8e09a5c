import { countOrdersByDay, type Database, daysOfRun, daysThatDiffer } from '@branch-sync/db';
import { addDays, daysBetween, type LocalDay, localDay, localDayOf } from './local-days.ts';
import type { ReconcileContext } from './reconcile-context.ts';
import { maxReconcileDays, type ReconcileRequest } from './reconcile-request.ts';

/** The days of a run that says nothing. */
const daysByDefault = 7;
/** Earlier days that still differ and are looked at again by such a run, the newest first. */
const differingDaysAtMost = 60;

/** Days one after another that are compared, and recorded, together. */
export type Stretch = readonly [LocalDay, ...LocalDay[]];

/** A stretch is bounded: by a month, and by what is held in memory at once. A single day is never cut. */
const longestStretchDays = 31;
const ordersPerStretch = 10_000;

/** The days that a run has yet to compare, in stretches, the oldest first. */
export async function chooseStretches(context: ReconcileContext): Promise<Stretch[]> {
  const { db, branch, runId, request, now } = context;
  const today = localDayOf(now(), branch.timezone);
  const asked = askedDays(request, today);
  const earlier = await differingDays(context, asked[0] ?? today, today);
  const done = await daysOfRun(db, runId);
  const days = [...earlier, ...asked].filter((day) => !done.has(day)).map((day) => localDay(day, branch.timezone));
  return stretchesOf(days, await countOrdersByDay(db, branch.id, days));
}

/** The days of a wish; none after today. */
export function askedDays({ from, to }: ReconcileRequest, today: string): string[] {
  const last = to === undefined || to > today ? today : to;
  const first = from ?? addDays(last, 1 - daysByDefault);
  return daysBetween(first, last).slice(-maxReconcileDays);
}

/** What was not cured since is looked at again, unless somebody has named the days. */
async function differingDays(
  { db, branch, request }: { db: Database; branch: ReconcileContext['branch']; request: ReconcileRequest },
  before: string,
  today: string,
): Promise<string[]> {
  if (request.from !== undefined || request.to !== undefined) return [];
  const range = { from: addDays(today, -maxReconcileDays), before };
  return (await daysThatDiffer(db, branch.id, range, differingDaysAtMost)).reverse();
}

/** Cuts ascending days into stretches. */
export function stretchesOf(days: readonly LocalDay[], ordersOn: ReadonlyMap<string, number>): Stretch[] {
  const stretches: [LocalDay, ...LocalDay[]][] = [];
  let orders = 0;
  for (const day of days) {
    const stretch = stretches.at(-1);
    const ordersThen = ordersOn.get(day.day) ?? 0;
    const goesOn =
      stretch !== undefined &&
      stretch.at(-1)?.end.getTime() === day.start.getTime() &&
      stretch.length < longestStretchDays &&
      orders + ordersThen <= ordersPerStretch;
    orders = goesOn ? orders + ordersThen : ordersThen;
    if (goesOn) stretch.push(day);
    else stretches.push([day]);
  }
  return stretches;
}

/** From when until when a stretch is. */
export function boundsOf(stretch: Stretch): { readonly start: Date; readonly end: Date } {
  return { start: stretch[0].start, end: (stretch.at(-1) ?? stretch[0]).end };
}
