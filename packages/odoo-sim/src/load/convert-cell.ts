import { toSeconds } from '../orm/datetime.ts';
import { type Environment, timeZoneOf } from '../orm/environment.ts';
import type { FieldDefinition } from '../orm/field.ts';
import { fromZone, isTimeZone } from '../orm/time-zone.ts';
import type { StoredValue } from '../orm/value.ts';
import { ImportProblem } from './import-problem.ts';

const INTEGER = /^\s*[+-]?\d+\s*$/;
const NUMBER = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATETIME = /^\d{4}-\d{2}-\d{2}( \d{2}:\d{2}:\d{2})?$/;
const TRUE_TEXTS = ['1', 'true', 'yes'];
const FALSE_TEXTS = ['', '0', 'false', 'no'];

/** The value of a filled cell of a plain column. Throws `ImportProblem` with Odoo's text. */
export function convertCell(env: Environment, field: FieldDefinition, text: string): StoredValue {
  switch (field.type) {
    case 'integer':
      if (!INTEGER.test(text)) throw new ImportProblem(`'${text}' does not seem to be an integer for field '%(field)s'`);
      return Number(text);
    case 'float':
    case 'monetary':
      if (!NUMBER.test(text)) throw new ImportProblem(`'${text}' does not seem to be a number for field '%(field)s'`);
      return Number(text);
    case 'boolean':
      return toBoolean(text);
    case 'date':
      if (!isDate(text, DATE)) {
        throw new ImportProblem(
          `'${text}' does not seem to be a valid date for field '%(field)s'`,
          "Use the format '2012-12-31'",
        );
      }
      return text;
    case 'datetime':
      return toUtc(env, text);
    case 'selection':
      return toSelection(field, text);
    default:
      return text;
  }
}

function toBoolean(text: string): boolean {
  const lowered = text.toLowerCase();
  if (TRUE_TEXTS.includes(lowered)) return true;
  // Odoo takes anything it does not know for true, with a warning.
  return !FALSE_TEXTS.includes(lowered);
}

/** Cells are wall clock of the context's zone, else of the user's: 10:00 of somebody in Brussels is 09:00 UTC (measured). */
function toUtc(env: Environment, text: string): string {
  if (!isDate(text, DATETIME)) {
    throw new ImportProblem(
      `'${text}' does not seem to be a valid date for field '%(field)s'`,
      "Use the format '2012-12-31 23:59:59'",
    );
  }
  const zone = timeZoneOf(env);
  return fromZone(toSeconds(text.length === 10 ? `${text} 00:00:00` : text), isTimeZone(zone) ? zone : 'UTC');
}

function isDate(text: string, form: RegExp): boolean {
  return form.test(text) && !Number.isNaN(Date.parse(text.replace(' ', 'T')));
}

/** By key or by label. */
function toSelection(field: FieldDefinition, text: string): string {
  const found = field.selection?.find(([key, label]) => key === text || label.toLowerCase() === text.toLowerCase());
  if (!found) {
    throw new ImportProblem(
      `Value '${text}' not found in selection field '%(field)s'`,
      (field.selection ?? []).map(([, label]) => label),
    );
  }
  return found[0];
}
