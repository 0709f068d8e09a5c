import { isDeepStrictEqual } from 'node:util';
import type { AuditChange } from './schema/access.ts';

/** Values by the names of their fields. Fields within fields are known by their path: `receive.everySeconds`. */
export type AuditedFields = Readonly<Record<string, unknown>>;

/** What stands under one of these names is never told, on whichever level: only that it is set, or was changed. */
const secretFields: ReadonlySet<string> = new Set(['secret', 'password']);

/**
 * What became of something, field by field, values as JSON has them; null: it is not there (yet, or any more). What did not change is left out,
 * and so is a field that is null on one side and left out on the other. A list is one value.
 */
export function changesBetween(before: AuditedFields | null, after: AuditedFields | null): AuditChange[] {
  const was = leavesOf(before);
  const is = leavesOf(after);
  const fields = [...is.keys(), ...[...was.keys()].filter((field) => !is.has(field))];
  return fields.flatMap((field): AuditChange[] => {
    const [old, current] = [was.get(field), is.get(field)];
    if (isDeepStrictEqual(old?.value, current?.value)) return [];
    if (old?.isSecret || current?.isSecret) {
      return [{ field, before: old === undefined ? null : 'set', after: current === undefined ? null : 'changed' }];
    }
    return [{ field, before: old?.value ?? null, after: current?.value ?? null }];
  });
}

interface Leaf {
  readonly value: unknown;
  readonly isSecret: boolean;
}

function leavesOf(fields: AuditedFields | null): Map<string, Leaf> {
  const leaves = new Map<string, Leaf>();
  const collect = (value: unknown, path: readonly string[]) => {
    if (value === null) return;
    const isSecret = secretFields.has(path.at(-1) ?? '');
    if (typeof value === 'object' && !Array.isArray(value) && !isSecret) {
      for (const [name, inner] of Object.entries(value)) collect(inner, [...path, name]);
    } else leaves.set(path.join('.'), { value, isSecret });
  };
  // The audit is JSON: moments become texts, and what is undefined goes.
  collect(JSON.parse(JSON.stringify(fields)), []);
  return leaves;
}

/** So long may a list in an entry's detail be. */
const longestList = 100;

/** A wish as an entry keeps it: of a longer list than a hundred the first of it, and how many there were. */
export function shortened(wish: AuditedFields): Record<string, unknown> {
  return Object.fromEntries(Object.entries(wish).map(([name, value]) => [name, shortenedValue(value)]));
}

function shortenedValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.length <= longestList ? value : { first: value.slice(0, longestList), of: value.length };
  return isFields(value) ? shortened(value) : value;
}

function isFields(value: unknown): value is AuditedFields {
  return typeof value === 'object' && value !== null && !(value instanceof Date);
}
