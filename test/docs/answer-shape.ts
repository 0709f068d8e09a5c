/**
 * Where an answer is not of the shape that a page shows, in words; null where it is. Keys that the page leaves out may be there; of a list the page
 * shows how its members begin. Words (`succeeded`, `product.not_found`), truth values and null must be the same; numbers, ids, moments, sums and other
 * texts must be of the same kind. A text of `...` stands for anything.
 */
export function shapeDifference(shown: unknown, answered: unknown, path = 'the answer'): string | null {
  if (shown === '...') return null;
  if (Array.isArray(shown)) {
    if (!Array.isArray(answered)) return `${path} is no list`;
    return firstOf(shown, (one, index) =>
      index < answered.length ? shapeDifference(one, answered[index], `${path}[${index}]`) : `${path} has no member ${index}`,
    );
  }
  if (isRecord(shown)) {
    if (!isRecord(answered)) return `${path} is no object`;
    return firstOf(Object.entries(shown), ([key, value]) =>
      key in answered ? shapeDifference(value, answered[key], `${path}.${key}`) : `${path} has no “${key}”`,
    );
  }
  const [expected, got] = [kindOf(shown), kindOf(answered)];
  return expected === got ? null : `${path} is ${got}, and shown as ${expected}`;
}

function firstOf<T>(all: readonly T[], differenceOf: (one: T, index: number) => string | null): string | null {
  for (const [index, one] of all.entries()) {
    const difference = differenceOf(one, index);
    if (difference !== null) return difference;
  }
  return null;
}

const textKinds: readonly (readonly [string, RegExp])[] = [
  ['an id', /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/],
  ['a group', /^[0-9a-f]{32}$/],
  ['a moment', /^\d{4}-\d\d-\d\dT[\d:.]+Z$/],
  ['a day', /^\d{4}-\d\d-\d\d$/],
  ['a sum', /^-?\d+\.\d{2}$/],
];

function kindOf(value: unknown): string {
  if (typeof value === 'number') return 'a number';
  if (typeof value !== 'string') return JSON.stringify(value) ?? 'nothing';
  const known = textKinds.find(([, form]) => form.test(value));
  if (known !== undefined) return known[0];
  return /^[a-z0-9_.]+$/.test(value) ? `“${value}”` : 'a text';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
