import { PythonFloat, type WireValue } from '../orm/value.ts';

/** A value as Python's `repr` prints it: Odoo's texts quote conditions so. */
export function pythonRepr(value: WireValue): string {
  if (value === null) return 'None';
  if (value === true) return 'True';
  if (value === false) return 'False';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return stringRepr(value);
  if (value instanceof PythonFloat) return `${value.value}.0`;
  if (Array.isArray(value)) return `[${value.map(pythonRepr).join(', ')}]`;
  return `{${Object.entries(value)
    .map(([key, member]) => `${stringRepr(key)}: ${pythonRepr(member)}`)
    .join(', ')}}`;
}

/** A tuple, as conditions of a domain are printed. */
export function tupleRepr(values: readonly WireValue[]): string {
  const inner = values.map(pythonRepr).join(', ');
  return values.length === 1 ? `(${inner},)` : `(${inner})`;
}

function stringRepr(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t');
  return quote + (quote === "'" ? escaped.replaceAll("'", "\\'") : escaped) + quote;
}
