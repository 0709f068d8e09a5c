import type { ModelSelection } from './model-fields.ts';

type Value = ModelSelection['conditions'][number]['value'];

/** What somebody typed as a condition's value: numbers, yes and no are what they are; quotes make anything a text; lists have commas between. */
export function conditionValue(typed: string, isList: boolean): Value {
  if (!isList) return oneOf(typed.trim());
  return typed
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const value = oneOf(part);
      return typeof value === 'boolean' ? part : value;
    });
}

/** A condition's value as it is typed: reading it gives the same value again. */
export function conditionText(value: Value): string {
  return Array.isArray(value) ? value.map(oneText).join(', ') : oneText(value);
}

function oneOf(typed: string): string | number | boolean {
  const quoted = /^"(.*)"$/.exec(typed)?.[1];
  if (quoted !== undefined) return quoted;
  if (/^(true|yes)$/i.test(typed)) return true;
  if (/^(false|no)$/i.test(typed)) return false;
  return /^-?\d+(\.\d+)?$/.test(typed) ? Number(typed) : typed;
}

function oneText(value: string | number | boolean): string {
  if (typeof value !== 'string') return String(value);
  return oneOf(value) === value ? value : `"${value}"`;
}
