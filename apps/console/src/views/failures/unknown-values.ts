/** Something with named values, as JSON has it. */
export type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The named values of something; null where it has none. */
export function fieldsIn(value: unknown): Fields | null {
  return isFields(value) ? value : null;
}

export function textIn(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

export function numberIn(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

/** What is in a list; nothing where it is none. */
export function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The id of a record that is told as `{ id }`. */
export function idIn(value: unknown): number | null {
  return numberIn(fieldsIn(value)?.['id']);
}

/** A value of whatever kind, in words. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined || value === '') return '–';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.length === 0 ? '–' : value.map(valueText).join(', ');
  return JSON.stringify(value);
}
