import { describe, expect, it } from 'vitest';
import { changeText } from '../../format/money.ts';
import { comparedAmounts } from './compare-sales.ts';

const sales = (...amounts: [currency: string, amount: string][]) => ({
  orders: amounts.length,
  amounts: amounts.map(([currency, amount]) => ({ currency, amount })),
});

describe('amounts of today beside those of a week before', () => {
  it('are compared by currency, and never over currencies', () => {
    expect(comparedAmounts(sales(['EUR', '110.00'], ['CHF', '50.00']), sales(['CHF', '100.00'], ['EUR', '100.00']))).toEqual([
      { currency: 'CHF', amount: '50.00', before: '100.00', change: changeText(50, 100) },
      { currency: 'EUR', amount: '110.00', before: '100.00', change: changeText(110, 100) },
    ]);
  });

  it('tell a currency that only one of the days has', () => {
    expect(comparedAmounts(sales(['EUR', '10.00']), sales(['CHF', '100.00']))).toEqual([
      { currency: 'CHF', amount: '0.00', before: '100.00', change: changeText(0, 100) },
      { currency: 'EUR', amount: '10.00', before: null, change: null },
    ]);
  });

  it('claim no change where nothing was sold before', () => {
    expect(comparedAmounts(sales(['EUR', '10.00']), sales(['EUR', '0.00']))).toEqual([
      { currency: 'EUR', amount: '10.00', before: '0.00', change: null },
    ]);
  });
});
