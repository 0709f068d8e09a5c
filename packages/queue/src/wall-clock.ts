/** A formatter costs a hundred times what a call of it does; there are as many as zones in use. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timezone: string): Intl.DateTimeFormat {
  const known = formatters.get(timezone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-GB', { timeZone: timezone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  formatters.set(timezone, made);
  return made;
}

/** Minutes since midnight that a clock on the wall shows in an IANA zone, 0 to 1439. Throws `RangeError` for an unknown zone. */
export function minuteOfDay(timezone: string, atMs: number): number {
  const [hour, minute] = formatterOf(timezone).format(atMs).split(':');
  return Number(hour) * 60 + Number(minute);
}
