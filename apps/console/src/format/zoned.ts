const minuteMs = 60_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** A moment as a field for date and time has it, on the clocks of a zone: `2026-11-20T08:30`. */
export function toLocalText(at: string | number, timezone: string): string {
  return clockOf(new Date(at).getTime(), timezone);
}

/**
 * The moment that clocks of a zone show so, as ISO 8601 in UTC; null for what is no date and time. A time that is left out where clocks are put
 * forward is read as the one after it; of two where they are put back, the first.
 */
export function fromLocalText(text: string, timezone: string): string | null {
  const shown = Date.parse(`${text}Z`);
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text) || Number.isNaN(shown)) return null;
  // What the zone is ahead of UTC, a day before and a day after: one of them holds, or both do.
  const offsets = [shown - dayMs, shown + dayMs].map((at) => aheadMs(at, timezone));
  const moments = offsets.map((ahead) => shown - ahead);
  const fits = moments.filter((at) => Date.parse(`${clockOf(at, timezone)}Z`) === shown);
  return new Date(fits.length > 0 ? Math.min(...fits) : Math.max(...moments)).toISOString();
}

const dayMs = 86_400_000;

/** What a zone's clocks are ahead of UTC at a moment, in milliseconds. */
function aheadMs(at: number, timezone: string): number {
  return Date.parse(`${clockOf(at, timezone)}Z`) - Math.floor(at / minuteMs) * minuteMs;
}

function clockOf(at: number, timezone: string): string {
  const format = formats.get(timezone) ?? createFormat(timezone);
  formats.set(timezone, format);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? '';
  const parts = format.formatToParts(at);
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

function createFormat(timeZone: string): Intl.DateTimeFormat {
  const twoDigits = { month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const;
  return new Intl.DateTimeFormat('en-GB', { timeZone, year: 'numeric', ...twoDigits, hourCycle: 'h23' });
}

/** The zone of whoever looks. */
export const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

const whens = new Map<string, Intl.DateTimeFormat>();

/** A moment on the clocks of a zone, to the minute and without the year: `Mon, 3 Nov, 08:30`. */
export function whenText(at: string | number, timezone: string): string {
  const day = { weekday: 'short', day: 'numeric', month: 'short' } as const;
  const format =
    whens.get(timezone) ?? new Intl.DateTimeFormat(undefined, { timeZone: timezone, ...day, hour: '2-digit', minute: '2-digit' });
  whens.set(timezone, format);
  return format.format(new Date(at));
}
