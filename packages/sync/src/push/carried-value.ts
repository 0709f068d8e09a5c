import { createHash } from 'node:crypto';
import type { OpenField } from './open-model.ts';
import type { Carried, FieldValue } from './push-model.ts';

/** A value as it is compared: empty text is none, ids in order, numbers with the decimals that the branch keeps. */
export function plainValue(value: Carried, { decimals }: Pick<OpenField, 'decimals'>): Carried {
  if (typeof value === 'number') return decimals === null ? value : Number(value.toFixed(decimals));
  if (typeof value === 'string') return value === '' ? null : value;
  return Array.isArray(value) ? [...value].sort((a, b) => a - b) : value;
}

/** What a record of the branch has, references by their ids. */
export function asCarried(value: FieldValue | undefined): Carried {
  if (value === undefined || value === null || typeof value !== 'object') return value ?? null;
  return 'id' in value ? value.id : value;
}

/** The records that a reference names. */
export function idsIn(value: Carried): readonly number[] {
  if (typeof value === 'number') return [value];
  return Array.isArray(value) ? value : [];
}

export function isSameValue(a: Carried, b: Carried): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Short, and the same for the same value. */
export function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 22);
}

/** The cell of `load` that writes this value. */
export function cellOf(value: Carried, { column }: Pick<OpenField, 'column'>): string {
  if (column === 'price_include_override') return value === true ? 'tax_included' : 'tax_excluded';
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? '1' : '0';
  return Array.isArray(value) ? value.join(',') : String(value);
}

/** For people. */
export function inWords(value: Carried, nameOf: (id: number) => string): string | null {
  if (value === null) return null;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return Array.isArray(value) ? value.map(nameOf).join(', ') : String(value);
}
