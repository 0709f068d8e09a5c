/** The first moment of a day of the viewer's calendar (`2026-11-20`), in UTC; undefined where no day is given, or none that there is. */
export function dayStart(day: string | undefined): string | undefined {
  return startOf(day, 0);
}

/** The first moment after it: the next day's first. */
export function dayEnd(day: string | undefined): string | undefined {
  return startOf(day, 1);
}

function startOf(day: string | undefined, daysOn: number): string | undefined {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day ?? '') ?? [];
  if (year === undefined) return undefined;
  // Days are not all of 24 hours: the calendar is asked, not added to.
  const first = new Date(Number(year), Number(month) - 1, Number(date));
  if (first.getMonth() !== Number(month) - 1) return undefined;
  first.setDate(first.getDate() + daysOn);
  return first.toISOString();
}
