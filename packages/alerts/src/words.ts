const formatters = new Map<string, Intl.DateTimeFormat>();

/** A moment as a clock of an IANA zone shows it: `2026-11-29 14:02 (Europe/Brussels)`. */
export function timeIn(timezone: string, at: Date): string {
  const formatter =
    formatters.get(timezone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short', timeStyle: 'short' });
  formatters.set(timezone, formatter);
  return `${formatter.format(at)} (${timezone})`;
}

/** `1 order`, `2 orders`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
