import { describe, expect, it } from 'vitest';
import { differenceOf, isSome } from './decimal.ts';

describe('the difference of two amounts', () => {
  it.each([
    ['617.77', '617.76', '0.01'],
    ['0.1', '0.3', '-0.2'],
    ['-12.50', '-12.5', '0.00'],
    ['-5', '2.25', '-7.25'],
    ['100', '1', '99'],
    ['90071992547409.93', '90071992547409.92', '0.01'],
  ])('%s less %s is %s', (amount, other, difference) => {
    expect(differenceOf(amount, other)).toBe(difference);
  });
});

describe('whether there is an amount', () => {
  it.each([
    ['0.01', true],
    ['-3', true],
    ['0.00', false],
    ['0', false],
    [null, false],
  ])('of %s: %s', (amount, is) => {
    expect(isSome(amount)).toBe(is);
  });
});
