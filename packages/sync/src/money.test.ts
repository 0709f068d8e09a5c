import { describe, expect, it } from 'vitest';
import { areSameAmount, differenceOf, moneyInWords, sumOfDecimals, toDecimal } from './money.ts';

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

describe('sums of decimal strings', () => {
  it.each([
    [['0.1', '0.2'], '0.3'],
    [['10.00', '-10'], '0'],
    [['-0.004', '-0.006'], '-0.01'],
    [['90071992547409.93', '0.000001'], '90071992547409.930001'],
    [[], '0'],
    [Array.from({ length: 1_000 }, () => '0.01'), '10'],
  ])('%j are exact', (amounts, sum) => {
    expect(sumOfDecimals(amounts)).toBe(sum);
  });

  it('are compared as numbers, not as texts', () => {
    expect(areSameAmount('10', '10.000')).toBe(true);
    expect(areSameAmount('-0', '0.00')).toBe(true);
    expect(areSameAmount('10.01', '10.010001')).toBe(false);
  });
});
