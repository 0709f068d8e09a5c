import { toSeconds } from './datetime.ts';
import { type FieldDefinition, isNumeric } from './field.ts';
import { isSet, type StoredValue, type WireValue } from './value.ts';

/** Decides whether a stored value meets a condition. */
export type ValueTest = (value: StoredValue) => boolean;

/** The test of an operator on a plain column (no relation). Null never matches an order or a like; it does match `!=` and `not in`. */
export function plainTest(field: FieldDefinition, operator: string, value: WireValue, comparesWholeSeconds: boolean): ValueTest {
  const compares = field.type === 'datetime' && comparesWholeSeconds ? wholeSeconds : same;
  switch (operator) {
    case '=':
      return Array.isArray(value) ? memberTest(field, value, compares) : equalTest(field, value, compares);
    case '!=':
      return not(Array.isArray(value) ? memberTest(field, value, compares) : equalTest(field, value, compares));
    case '=?':
      return value === false || value === null ? () => true : equalTest(field, value, compares);
    case 'in':
      return memberTest(field, value, compares);
    case 'not in':
      return not(memberTest(field, value, compares));
    case '<':
    case '<=':
    case '>':
    case '>=':
      return orderTest(field, operator, value, compares);
    default:
      return likeTest(operator, value);
  }
}

/** The test of the `like` family on a text; `%` and `_` are wildcards but after a backslash, and plain `like` looks anywhere in it. */
export function likeTest(operator: string, value: WireValue): ValueTest {
  const isNegative = operator.startsWith('not ');
  const kind = isNegative ? operator.slice('not '.length) : operator;
  const pattern = likePattern(String(value ?? ''), kind.startsWith('='), kind.endsWith('ilike'));
  const matches: ValueTest = (held) => held !== false && pattern.test(String(held));
  return isNegative ? not(matches) : matches;
}

function likePattern(text: string, isWhole: boolean, ignoresCase: boolean): RegExp {
  const source = text.replace(/\\(.)|[%_]|[.*+?^${}()|[\]\\]/gsu, (found, escaped?: string) => {
    if (found === '%') return '.*';
    return found === '_' ? '.' : plainInPattern(escaped ?? found);
  });
  return new RegExp(isWhole ? `^${source}$` : source, ignoresCase ? 'isu' : 'su');
}

function plainInPattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function not(test: ValueTest): ValueTest {
  return (value) => !test(value);
}

function same(value: StoredValue): StoredValue {
  return value;
}

function wholeSeconds(value: StoredValue): StoredValue {
  return typeof value === 'string' ? toSeconds(value) : value;
}

function isNothing(value: WireValue): boolean {
  return value === false || value === null;
}

function equalTest(field: FieldDefinition, value: WireValue, compares: (value: StoredValue) => StoredValue): ValueTest {
  if (field.type === 'boolean') return (held) => (held === true) === Boolean(value);
  if (isNothing(value)) return isNumeric(field) ? (held) => held === false || held === 0 : (held) => !isSet(held);
  const wanted = comparable(field, value);
  return (held) => compares(held) === wanted;
}

function memberTest(field: FieldDefinition, value: WireValue, compares: (value: StoredValue) => StoredValue): ValueTest {
  const wanted = Array.isArray(value) ? value : [value];
  const takesNothing = wanted.some(isNothing);
  if (field.type === 'boolean') return (held) => wanted.some((one) => Boolean(one) === (held === true));
  const set = new Set<unknown>(wanted.map((one) => comparable(field, one)));
  return (held) => (isSet(held) || held === 0 ? set.has(compares(held)) : takesNothing || set.has(held));
}

function orderTest(
  field: FieldDefinition,
  operator: string,
  value: WireValue,
  compares: (value: StoredValue) => StoredValue,
): ValueTest {
  let wanted = comparable(field, value);
  // A bare date against a datetime means its whole day.
  if (field.type === 'datetime' && typeof wanted === 'string' && wanted.length === 10) {
    wanted += operator === '<=' || operator === '>' ? ' 23:59:59' : ' 00:00:00';
  }
  return (stored) => {
    const held = compares(stored);
    if (typeof held !== typeof wanted || held === false || wanted === null) return false;
    switch (operator) {
      case '<':
        return held < wanted;
      case '<=':
        return held <= wanted;
      case '>':
        return held > wanted;
      default:
        return held >= wanted;
    }
  };
}

function comparable(field: FieldDefinition, value: WireValue): WireValue {
  if (isNumeric(field) && typeof value === 'string' && value.trim() !== '') return Number(value);
  if (isNumeric(field) && typeof value === 'boolean') return value ? 1 : 0;
  if ((field.type === 'char' || field.type === 'text') && typeof value === 'number') return String(value);
  return value;
}
