/** A day on a shop's calendar, `YYYY-MM-DD`, and when it is: from `start` on, before `end`. It may have 23 hours, 25, or any other number. */
export interface LocalDay {
  readonly day: string;
  readonly start: Date;
  readonly end: Date;
}

/** A formatter costs a hundred times what a call of it does; there are as many as zones in use. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timezone: string): Intl.DateTimeFormat {
  const known = formatters.get(timezone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-CA', { timeZone: timezone, year: 'numeric', month: '2-digit', day: '2-digit' });
  formatters.set(timezone, made);
  return made;
}

/** The day that a calendar on the wall shows in an IANA zone. Throws `RangeError` for an unknown zone. */
export function localDayOf(moment: Date, timezone: string): string {
  return formatterOf(timezone).format(moment);
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** Clocks are at most 14 hours ahead of UTC, and 12 behind. */
const furthestAheadMs = 15 * hourMs;
const furthestBehindMs = 13 * hourMs;

/** The first moment of a day in a zone. It is looked for, not reckoned: on some days clocks change at midnight. */
function startOf(day: string, timezone: string): number {
  const utcMidnight = Date.parse(`${day}T00:00:00Z`);
  let before = utcMidnight - furthestAheadMs;
  let after = utcMidnight + furthestBehindMs;
  while (after - before > minuteMs) {
    const middle = before + Math.floor((after - before) / minuteMs / 2) * minuteMs;
    if (localDayOf(new Date(middle), timezone) < day) before = middle;
    else after = middle;
  }
  return after;
}

/** The day on the calendar so many days later, or earlier. */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * dayMs).toISOString().slice(0, 10);
}

/** One day of a zone. */
export function localDay(day: string, timezone: string): LocalDay {
  return { day, start: new Date(startOf(day, timezone)), end: new Date(startOf(addDays(day, 1), timezone)) };
}

/** The days from one to another, both included, ascending; none where `to` is before `from`. */
export function daysBetween(from: string, to: string): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}
