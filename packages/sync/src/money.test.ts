import { describe, expect, it } from 'vitest';
import { differenceOf, moneyInWords, toDecimal } from './money.ts';

describe('money', () => {
  it.each([
    [217.87000000000003, '217.87'],
    [0.1 + 0.2, '0.3'],
    [-0, '0'],
    [1e-9, '0'],
    [-1988.79, '-1988.79'],
    [100, '100'],
    [1e15, '1000000000000000'],
  ])('writes %d as %s', (amount, expected) => {
    expect(toDecimal(amount)).toBe(expected);
  });

  it('subtracts without the noise of doubles', () => {
    expect(differenceOf(0.3, 0.1 + 0.2)).toBe(0);
    expect(differenceOf(16.73, 16.74)).toBe(-0.01);
  });

  it('is told to people with its cents and its currency', () => {
    expect(moneyInWords(1136.8, 'USD')).toBe('1136.80 USD');
    expect(moneyInWords(0.125, 'KWD')).toBe('0.125 KWD');
  });
});
