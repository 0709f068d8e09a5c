import { serializeError } from './serialize-error.ts';

/** Deeper than anything that is logged on purpose. */
const deepest = 6;

/**
 * What is logged, as JSON can tell it: errors wherever they stand (theirs are not the fields that may be told), Maps and Sets, what turns in circles,
 * and what throws when it is looked at. Objects of a class stay as they are: their serializers or their own `toJSON` know what to tell.
 */
export function readable(logged: Record<string, unknown>): Record<string, unknown> {
  return readableFields(logged, []);
}

function readableFields(fields: object, above: readonly object[]): Record<string, unknown> {
  return Object.fromEntries(
    Object.keys(fields).map((name) => [name, readableValue(() => Reflect.get(fields, name), [...above, fields])]),
  );
}

function readableValue(look: () => unknown, above: readonly object[]): unknown {
  try {
    const value = look();
    if (typeof value !== 'object' || value === null) return value;
    if (above.includes(value) || above.length > deepest) return '[left out]';
    if (value instanceof Error) return serializeError(value);
    if (value instanceof Map) return readableFields(Object.fromEntries(value), [...above, value]);
    if (value instanceof Set || Array.isArray(value)) return [...value].map((one) => readableValue(() => one, [...above, value]));
    return isPlain(value) ? readableFields(value, above) : value;
  } catch {
    return '[unreadable]';
  }
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
