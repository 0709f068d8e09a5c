import { fc } from '@fast-check/vitest';
import { canarySecret } from '../../../harness/world.ts';
import type { JsonSchema } from './openapi.ts';

/** Values for fields of a name, whatever their schema says. */
export type Known = Readonly<Record<string, readonly unknown[]>>;

const deep = JSON.parse(`${'['.repeat(60)}${']'.repeat(60)}`);

/** What has broken servers before. No URL among them leads off this machine. */
const nasty: readonly unknown[] = [
  ...[null, true, 0, -1, 1.5, -0.1, 2 ** 31, 2 ** 53, -(2 ** 63), 1e300, [], {}, [[]], [null], deep],
  ...['', ' ', '\u0000', 'a\u0000b', '\ud800', '\ufeff', '\u202e', '\r\nx-injected: 1', '💥'.repeat(40), 'ß'.normalize('NFD')],
  ...["'; drop table branches; --", "1' or '1'='1", '1)) or true--', '\\', '%', '_', '$1', '\\x00', "{'a'}", '{1,2}', 'NULL'],
  ...['../../etc/passwd', '..\\..\\x', '%00', '%2e%2e%2f', '/dev/null', '<script>alert(1)</script>', '{{7*7}}', '=1+1', '-'],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'NaN',
    'Infinity',
    '1e400',
    '0x10',
    '٣',
    'undefined',
    'x'.repeat(10_000),
  ],
  ...['9999-12-31T23:59:59.999Z', '0000-01-01T00:00:00Z', '2026-02-30', '-271821-04-20', '2026-11-20T00:00:00+99:99', '24:00'],
  ...['00000000-0000-0000-0000-000000000000', '01890000-0000-7000-8000-000000000000', 'bnVsbA', 'W10', 'WzFd', 'eyJhIjoxfQ'],
  JSON.parse('{"__proto__":{"isAdmin":true},"constructor":{"prototype":{}}}'),
];

/** Anything that JSON can say. */
export const wild: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...nasty) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
);

/** A value as the schema wants it, or nearly: what a schema cannot say (one of two fields, ...) it may miss. `name` is the field's. */
export function valid(schema: JsonSchema, known: Known, name = ''): fc.Arbitrary<unknown> {
  const ofName = known[name];
  if (ofName !== undefined) return fc.constantFrom(...ofName);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  if (schema.anyOf !== undefined) return fc.oneof(...schema.anyOf.map((one) => valid(one, known, name)));
  switch (schema.type) {
    case 'string':
      return text(schema);
    case 'integer':
      return fc.integer({ min: Math.max(schema.minimum ?? 0, -(2 ** 31)), max: Math.min(schema.maximum ?? 2 ** 31, 2 ** 31) });
    case 'number':
      return fc.double({ noNaN: true, noDefaultInfinity: true, min: schema.minimum ?? 0, max: schema.maximum ?? 1e6 });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(valid(schema.items ?? {}, known), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 4, 4),
      });
    case 'object':
      return object(schema, known);
    default:
      return wild;
  }
}

function text({ format, pattern, minLength = 0, maxLength = 30 }: JsonSchema): fc.Arbitrary<string> {
  const moment = fc
    .date({ min: new Date(0), max: new Date('2100-01-01T00:00:00Z'), noInvalidDate: true })
    .map((date) => date.toISOString());
  if (format === 'uuid') return fc.uuid();
  if (format === 'date-time') return moment;
  if (format === 'date') return moment.map((date) => date.slice(0, 10));
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern));
  return fc.string({ minLength, maxLength: Math.min(maxLength, 60) });
}

function object(
  { properties = {}, required = [], propertyNames, additionalProperties }: JsonSchema,
  known: Known,
): fc.Arbitrary<unknown> {
  if (typeof additionalProperties === 'object' && Object.keys(properties).length === 0) {
    const names = propertyNames === undefined ? fc.string() : valid(propertyNames, known).map(String);
    return fc.dictionary(names, valid(additionalProperties, known), { maxKeys: 3 });
  }
  return someOf(properties, required, (schema, name) => valid(schema, known, name));
}

/** Fields: those that are required, and few of the others, for most of those shut each other out. */
export function someOf<Schema>(
  fields: Readonly<Record<string, Schema>>,
  required: readonly string[],
  valuesOf: (schema: Schema, name: string) => fc.Arbitrary<unknown>,
): fc.Arbitrary<Record<string, unknown>> {
  const optional = Object.keys(fields).filter((name) => !required.includes(name));
  return fc.subarray(optional, { maxLength: Math.min(optional.length, 2) }).chain((more) => {
    const asked = Object.entries(fields).filter(([name]) => required.includes(name) || more.includes(name));
    return fc.record(Object.fromEntries(asked.map(([name, schema]) => [name, valuesOf(schema, name)])));
  });
}

/** A value with one thing wrong: something else in the place of one of its parts, a part too many, or one too few. */
export function slightlyWrong(right: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.tuple(right, wild, fc.nat(), fc.boolean()).map(([value, other, place, isFound]) => {
    if (typeof value !== 'object' || value === null) return other;
    const names = Object.keys(value);
    const name = isFound
      ? names[place % Math.max(names.length, 1)]
      : ['extra', '__proto__', '0', canarySecret.slice(0, 6)][place % 4];
    if (name === undefined) return other;
    if (Array.isArray(value)) return [...value, other];
    const rest = Object.fromEntries(Object.entries(value).filter(([key]) => key !== name));
    return place % 5 === 0
      ? rest
      : JSON.parse(
          `{${[JSON.stringify(rest).slice(1, -1), `${JSON.stringify(name)}:${JSON.stringify(other)}`].filter((part) => part !== '').join()}}`,
        );
  });
}
