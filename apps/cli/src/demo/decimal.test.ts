import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { fromCents, inWords, toCents } from './decimal.ts';

describe('toCents', () => {
  it.each([
    ['12.5', 1250n],
    ['-0.01', -1n],
    ['0', 0n],
    ['7.4500', 745n],
    ['123456789012345678.99', 12345678901234567899n],
  ])('reads %s', (decimal, expected) => {
    expect(toCents(decimal)).toBe(expected);
  });

  it.each(['', '1,5', '1e3', '0.001', '.5', 'NaN', '--1'])('refuses “%s” rather than rounding it', (decimal) => {
    expect(() => toCents(decimal)).toThrow(RangeError);
  });

  test.prop([fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n })])('reads what fromCents writes', (amount) => {
    expect(toCents(fromCents(amount))).toBe(amount);
  });
});

describe('inWords', () => {
  it.each([
    [0n, '0.00'],
    [-5n, '-0.05'],
    [123_456_789n, '1,234,567.89'],
    [-100_000n, '-1,000.00'],
  ])('writes %s as %s', (amount, words) => {
    expect(inWords(amount)).toBe(words);
  });
});
