import { createHash } from 'node:crypto';
import type { OpenField } from './open-model.ts';
import type { Carried, FieldValue } from './push-model.ts';

/** A value as it is compared: empty text is none, ids in order, numbers with the decimals that the branch keeps. */
export function plainValue(value: Carried, { decimals }: Pick<OpenField, 'decimals'>): Carried {
  if (typeof value === 'number') return decimals === null ? value : roundHalfUp(value, decimals);
  if (typeof value === 'string') return value === '' ? null : value;
  return Array.isArray(value) ? [...value].sort((a, b) => a - b) : value;
}

/** As Odoo's `float_round` does: half away from zero, where a number that binary keeps a hair under the half (1.005) counts as the half. */
function roundHalfUp(value: number, decimals: number): number {
  const scaled = Math.abs(value) * 10 ** decimals;
  const epsilon = scaled * 2 ** -50;
  return (Math.sign(value) * Math.floor(scaled + 0.5 + epsilon)) / 10 ** decimals;
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

/** In the place of what was sent: central's value was this when somebody said that the branch's own stays. */
export function keptInstead(value: Carried): string {
  return `kept instead of ${digestOf(value)}`;
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
  if (value === null || (Array.isArray(value) && value.length === 0)) return null;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  // By name: ids of what a preview would make stand elsewhere in their order than those that it then gets.
  return Array.isArray(value) ? value.map(nameOf).sort().join(', ') : String(value);
}
