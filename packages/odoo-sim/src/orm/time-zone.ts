import { type DatetimeText, toDate, toSecondsText } from './datetime.ts';

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterFor(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formatters.set(timeZone, made);
  return made;
}

/** How far the zone's wall clock is ahead of UTC at a moment, in milliseconds. Throws `RangeError` for a zone nobody knows. */
function offsetMs(moment: Date, timeZone: string): number {
  const parts = new Map(
    formatterFor(timeZone)
      .formatToParts(moment)
      .map((part) => [part.type, Number(part.value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return wall - Math.floor(moment.getTime() / 1000) * 1000;
}

/** The UTC text of a wall-clock text of that zone: how `load` reads date cells. */
export function fromZone(wallText: DatetimeText, timeZone: string): DatetimeText {
  if (timeZone === 'UTC') return wallText;
  const wall = toDate(wallText);
  // The offset at the wall's own reading may be that of the other side of a change of clocks; the second pass settles it.
  const guess = new Date(wall.getTime() - offsetMs(wall, timeZone));
  return toSecondsText(new Date(wall.getTime() - offsetMs(guess, timeZone)));
}

/** The wall-clock text of that zone for a UTC text: how groups by day are cut. */
export function toZone(utcText: DatetimeText, timeZone: string): DatetimeText {
  if (timeZone === 'UTC') return utcText;
  const moment = toDate(utcText);
  return toSecondsText(new Date(moment.getTime() + offsetMs(moment, timeZone)));
}

export function isTimeZone(name: string): boolean {
  try {
    formatterFor(name);
    return true;
  } catch {
    return false;
  }
}
