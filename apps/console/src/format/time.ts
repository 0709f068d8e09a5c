const dayAndTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const shortTime = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const secondTime = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const shortDay = new Intl.DateTimeFormat(undefined, { weekday: 'short', day: 'numeric', month: 'short' });
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto', style: 'short' });
const zoned = new Map<string, Intl.DateTimeFormat>();

/** A moment in the viewer's zone, whole. */
export function momentText(at: string | number): string {
  return dayAndTime.format(new Date(at));
}

/** The same moment in a branch's zone, with the zone's name. */
export function momentInZone(at: string | number, timezone: string): string {
  const format =
    zoned.get(timezone) ?? new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'long', timeZone: timezone });
  zoned.set(timezone, format);
  return `${format.format(new Date(at))} (${timezone})`;
}

/** `14:05`, in the viewer's zone. */
export function clockText(at: string | number): string {
  return shortTime.format(new Date(at));
}

/** `14:05:09`, in the viewer's zone. */
export function secondText(at: string | number): string {
  return secondTime.format(new Date(at));
}

/** `14:05` where that is today, else with its day: `Mon 3 Nov, 14:05`. In the viewer's zone. */
export function clockOrDayText(at: string | number, nowMs: number): string {
  const moment = new Date(at);
  const isToday = moment.toDateString() === new Date(nowMs).toDateString();
  return isToday ? shortTime.format(moment) : `${shortDay.format(moment)}, ${shortTime.format(moment)}`;
}

/** `Mon 3 Nov`. A day like 2026-11-20 is a day, wherever one is. */
export function dayText(day: string): string {
  return shortDay.format(new Date(`${day}T12:00:00`));
}

const units = [
  { unit: 'day', ms: 86_400_000 },
  { unit: 'hour', ms: 3_600_000 },
  { unit: 'minute', ms: 60_000 },
] as const;

/** `3 min ago`, `in 2 hr`: how far a moment is from now. */
export function relativeText(at: string | number, nowMs: number): string {
  const awayMs = new Date(at).getTime() - nowMs;
  const found = units.find(({ ms }) => Math.abs(awayMs) >= ms);
  return found === undefined ? 'now' : relative.format(Math.trunc(awayMs / found.ms), found.unit);
}

/** `in 1 h 5 min`: how far a moment that comes is from now, to the minute. */
export function awayText(at: string, nowMs: number): string {
  const minutes = Math.round((new Date(at).getTime() - nowMs) / 60_000);
  return minutes < 1 ? 'now' : `in ${durationText(minutes * 60_000)}`;
}

/** How long something takes or took: `1 h 5 min`, `12 s`, `0.4 s`. */
export function durationText(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  if (ms < 10_000) return `${Math.round(ms / 100) / 10} s`;
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}
