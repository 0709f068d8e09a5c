import { describe, expect, it } from 'vitest';
import { amountsWith } from './side.ts';

describe('an amount', () => {
  it.each([
    [12.5, 2, '12.50'],
    [0.1 + 0.2, 2, '0.30'],
    [1.005, 2, '1.01'],
    [-0.001, 2, '0.00'],
    [-7, 2, '-7.00'],
    [1234, 0, '1234'],
    [1.2345, 3, '1.235'],
    [99_999_999.99, 2, '99999999.99'],
  ])('of %d has the %d decimals of its currency: %s', (amount, decimals, text) => {
    expect(amountsWith(decimals)(amount)).toBe(text);
  });
});
