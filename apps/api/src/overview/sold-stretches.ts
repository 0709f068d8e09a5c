import { minuteOfDay } from '@branch-sync/queue';
import { addDays, localDay, localDayOf } from '@branch-sync/sync';

/** From a moment on, and before another. */
export interface Stretch {
  readonly from: Date;
  readonly to: Date;
}

/** The day of a zone so far, and the same of its day a week ago: until the same time on the clock, however many hours either has had. */
export interface SoldStretches {
  readonly today: Stretch;
  readonly weekBefore: Stretch;
}

const minuteMs = 60_000;
const weekMs = 7 * 24 * 60 * minuteMs;
const [halfDay, wholeDay] = [720, 1440];

/** What is compared in an IANA zone now. Throws `RangeError` for an unknown zone. */
export function soldStretches(timezone: string, now: Date): SoldStretches {
  const day = localDayOf(now, timezone);
  const startOf = (some: string) => localDay(some, timezone).start;
  return {
    today: { from: startOf(day), to: now },
    weekBefore: { from: startOf(addDays(day, -7)), to: weekEarlier(timezone, now) },
  };
}

/** When the clock showed the same a week ago. Where it was set forward over that time, it is an hour before or after. */
function weekEarlier(timezone: string, now: Date): Date {
  const expectedMs = now.getTime() - weekMs;
  const ahead = minuteOfDay(timezone, now.getTime()) - minuteOfDay(timezone, expectedMs);
  const shift = ((((ahead + halfDay) % wholeDay) + wholeDay) % wholeDay) - halfDay;
  return new Date(expectedMs + shift * minuteMs);
}
