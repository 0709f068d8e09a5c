/** Days are texts like `2026-11-20`: of a calendar, and of no zone. */
const dayMs = 86_400_000;

/** A day so many days later, or earlier where that is negative. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

/** So many days in a row, the given one last. */
export function daysUpTo(last: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => dayAfter(last, index - count + 1));
}

/** The day of the viewer's calendar that a moment falls on. */
export function dayOf(atMs: number): string {
  const at = new Date(atMs);
  const parts = [at.getFullYear(), at.getMonth() + 1, at.getDate()];
  return parts.map((part) => String(part).padStart(2, '0')).join('-');
}

/** Whether a text is a day that there is. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && dayAfter(text, 0) === text;
}

/** How a day is written where there is little room: its weekday and month in a letter or three, and its number. */
export function dayParts(day: string): {
  readonly weekday: string;
  readonly month: string;
  readonly date: string;
  readonly isWeekend: boolean;
} {
  const noon = new Date(`${day}T12:00:00Z`);
  return {
    weekday: weekdays.format(noon),
    month: months.format(noon),
    date: String(noon.getUTCDate()),
    isWeekend: [0, 6].includes(noon.getUTCDay()),
  };
}

/** `Friday, 20 November 2026`. */
export function dayName(day: string): string {
  return wholeDays.format(new Date(`${day}T12:00:00Z`));
}

const wholeDays = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeZone: 'UTC' });
const weekdays = new Intl.DateTimeFormat(undefined, { weekday: 'narrow', timeZone: 'UTC' });
const months = new Intl.DateTimeFormat(undefined, { month: 'short', timeZone: 'UTC' });
