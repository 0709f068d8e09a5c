import type { OdooValue } from './client.ts';

/** Why a value cannot be sent, and where it stands, e.g. `data[3][5]`. */
export interface Unsendable {
  readonly path: string;
  readonly reason: string;
}

/** What XML 1.0 cannot hold: control characters but tab, line feed and carriage return, and halves of surrogate pairs. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const notXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u;

/** Deeper than any argument of Odoo (a domain in a context in a struct), shallow enough for any stack; ends cycles too. */
const maxDepth = 64;

/**
 * The first value inside `value` that would arrive as something else: undefined, NaN, infinities, BigInts, integers beyond
 * 2^53, characters that XML cannot hold, objects that are no plain ones. Both wires refuse the same, so that changing the
 * wire changes nothing. Null where all can be sent.
 */
export function findUnsendable(value: OdooValue | undefined, depth = 0): Unsendable | null {
  if (depth > maxDepth) return { path: '', reason: 'is nested too deeply' };
  switch (typeof value) {
    case 'string':
      return notXml.test(value) ? { path: '', reason: 'holds a character that cannot be sent' } : null;
    case 'number':
      if (!Number.isFinite(value)) return { path: '', reason: 'is no finite number' };
      return Number.isInteger(value) && !Number.isSafeInteger(value) ? { path: '', reason: 'is too large to be exact' } : null;
    case 'boolean':
      return null;
    case 'object':
      if (value === null) return null;
      return isList(value) ? inList(value, depth + 1) : inStruct(value, depth + 1);
    default:
      return { path: '', reason: `is ${typeof value}, which cannot be sent` };
  }
}

function inList(list: readonly OdooValue[], depth: number): Unsendable | null {
  // By index, not by iterator of what is there: a hole is an undefined.
  for (let index = 0; index < list.length; index += 1) {
    const found = findUnsendable(list[index], depth);
    if (found !== null) return below(`[${index}]`, found);
  }
  return null;
}

function inStruct(struct: { readonly [key: string]: OdooValue }, depth: number): Unsendable | null {
  const prototype: unknown = Object.getPrototypeOf(struct);
  // A Date or a Map would arrive as an empty struct.
  if (prototype !== Object.prototype && prototype !== null) return { path: '', reason: 'is no plain object' };
  for (const [key, member] of Object.entries(struct)) {
    if (notXml.test(key)) return { path: '', reason: 'has a name with a character that cannot be sent' };
    const found = findUnsendable(member, depth);
    if (found !== null) return below(`.${key}`, found);
  }
  return null;
}

/** The path grows on the way back: values that can be sent, nearly all, cost no text. */
function below(step: string, { path, reason }: Unsendable): Unsendable {
  return { path: step + path, reason };
}

function isList(value: OdooValue): value is readonly OdooValue[] {
  return Array.isArray(value);
}
