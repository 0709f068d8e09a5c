/** What the API has against the fields of a part of a form (`receive.cron`), by the part's own fields (`cron`). */
export function errorsOf(errors: Readonly<Record<string, string>>, part: string): Readonly<Record<string, string>> {
  const prefix = `${part}.`;
  const own = Object.entries(errors).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(own.map(([name, message]) => [name.slice(prefix.length), message]));
}
