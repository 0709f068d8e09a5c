/** The parameters of a route's path as they stand in it, before any schema has looked at them. */
export function pathParams(params: unknown): Partial<Record<string, string>> {
  if (typeof params !== 'object' || params === null) return {};
  return Object.fromEntries(Object.entries(params).filter(([, value]) => typeof value === 'string'));
}
