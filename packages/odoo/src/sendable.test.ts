import { describe, expect, it } from 'vitest';
import type { OdooValue } from './client.ts';
import { findUnsendable } from './sendable.ts';

const cyclic: { [key: string]: unknown } = {};
cyclic['self'] = cyclic;

/** What a caller may pass in spite of the types. */
const found = (value: unknown) => findUnsendable(value as OdooValue);

describe('is refused, with its place', () => {
  it.each([
    ['undefined', { a: [1, undefined] }, '.a[1]', 'undefined'],
    ['a hole in a list', { a: new Array(1) }, '.a[0]', 'undefined'],
    ['NaN', [[Number.NaN]], '[0][0]', 'finite'],
    ['infinity', { data: [['x', Number.POSITIVE_INFINITY]] }, '.data[0][1]', 'finite'],
    ['an integer beyond 2^53', [2 ** 53], '[0]', 'too large'],
    ['a BigInt', { a: { b: 1n } }, '.a.b', 'bigint'],
    ['a function', [() => 1], '[0]', 'function'],
    ['a date', { since: new Date(0) }, '.since', 'no plain object'],
    ['a map', new Map([['a', 1]]), '', 'no plain object'],
    ['a null character', ['a\u0000b'], '[0]', 'character'],
    ['a vertical tab', ['\u000b'], '[0]', 'character'],
    ['half a surrogate pair', ['\ud83d'], '[0]', 'character'],
    ['the other half', ['a\ude00b'], '[0]', 'character'],
    ['a noncharacter', ['\uffff'], '[0]', 'character'],
    ['such a character in a name', { a: { 'b\u0001': 1 } }, '.a', 'name'],
  ])('%s', (_case, value, path, reason) => {
    expect(found(value)).toEqual({ path, reason: expect.stringContaining(reason) });
  });

  it('what holds itself', () => {
    expect(found(cyclic)?.reason).toBe('is nested too deeply');
  });
});

describe('is sent', () => {
  it.each([
    'é😀 \t\n\r\u0085\u00a0\ufffd',
    '',
    null,
    true,
    -(2 ** 53) + 1,
    1e-300 / 3,
    [],
    {},
    Object.assign(Object.create(null), { a: 1 }),
  ])('%j', (value) => {
    expect(found(value)).toBeNull();
  });
});
