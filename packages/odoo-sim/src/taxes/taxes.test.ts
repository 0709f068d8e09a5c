import { fc, it as prop } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { lineAmounts, orderAmounts } from './order-amounts.ts';
import { roundHalfUp } from './rounding.ts';
import type { Tax, TaxableLine } from './tax.ts';

function tax(values: Partial<Tax> & { id: number; amount: number }): Tax {
  return { amountType: 'percent', priceIncluded: false, includeBaseAmount: false, isBaseAffected: true, sequence: 1, ...values };
}
const VAT_10 = tax({ id: 1, amount: 10 });
const VAT_20_INCLUDED = tax({ id: 2, amount: 20, priceIncluded: true });
const ECO_FEE = tax({ id: 3, amount: 0.35, amountType: 'fixed' });
const ECO_FEE_IN_BASE = tax({ id: 4, amount: 1, amountType: 'fixed', includeBaseAmount: true, sequence: 0 });
const VAT_5_INCLUDED = tax({ id: 5, amount: 5, priceIncluded: true });

function line(priceUnit: number, taxes: readonly Tax[], quantity = 1, discount = 0): TaxableLine {
  return { priceUnit, quantity, discount, taxes };
}

describe('one line', () => {
  it.each([
    ['no tax', line(10, []), [10, 0, 10]],
    ['added', line(10, [VAT_10]), [10, 1, 11]],
    ['included', line(12, [VAT_20_INCLUDED]), [10, 2, 12]],
    ['fixed, by quantity', line(10, [ECO_FEE], 3), [30, 1.05, 31.05]],
    ['fixed and percent', line(10, [ECO_FEE, VAT_10], 2), [20, 2.7, 22.7]],
    ['fixed inside the base of the next', line(10, [ECO_FEE_IN_BASE, VAT_10]), [10, 2.1, 12.1]],
    ['two included share one factor', line(125, [VAT_20_INCLUDED, VAT_5_INCLUDED]), [100, 25, 125]],
    ['included and added', line(12, [VAT_20_INCLUDED, VAT_10]), [10, 3, 13]],
    ['discount', line(20, [VAT_10], 1, 50), [10, 1, 11]],
    ['returned', line(12, [VAT_20_INCLUDED], -2), [-20, -4, -24]],
    ['a fixed tax returned', line(10, [ECO_FEE], -3), [-30, -1.05, -31.05]],
  ])('%s', (_case, one, [untaxed, taxed, total]) => {
    expect(lineAmounts(one, 'round_globally')).toEqual({ untaxed, tax: taxed, total });
  });
});

describe('an order', () => {
  it('rounds a tax once over all lines, or on each line', () => {
    const lines = [line(0.14, [VAT_10]), line(0.14, [VAT_10]), line(0.14, [VAT_10])];
    expect(orderAmounts(lines, 'round_globally')).toEqual({ untaxed: 0.42, tax: 0.04, total: 0.46 });
    expect(orderAmounts(lines, 'round_per_line')).toEqual({ untaxed: 0.42, tax: 0.03, total: 0.45 });
  });

  it('whose taxes are all included keeps the total of the prices', () => {
    const lines = [line(0.99, [VAT_20_INCLUDED]), line(0.99, [VAT_20_INCLUDED]), line(0.99, [VAT_20_INCLUDED])];
    expect(orderAmounts(lines, 'round_globally').total).toBe(2.97);
  });

  const cents = fc.integer({ min: 1, max: 100_000 }).map((amount) => amount / 100);
  const lines = fc.array(
    fc.record({
      priceUnit: cents,
      quantity: fc.integer({ min: 1, max: 20 }),
      discount: fc.constantFrom(0, 5, 33.33),
      taxes: fc.subarray([VAT_10, VAT_20_INCLUDED, ECO_FEE]),
    }),
    { minLength: 1, maxLength: 6 },
  );
  prop.prop([lines, fc.constantFrom('round_globally' as const, 'round_per_line' as const)])(
    'given back is the same with the sign turned',
    (sold, method) => {
      const returned = sold.map((one) => ({ ...one, quantity: -one.quantity }));
      const { untaxed, tax: taxed, total } = orderAmounts(sold, method);
      expect(orderAmounts(returned, method)).toEqual({ untaxed: -untaxed || 0, tax: -taxed || 0, total: -total || 0 });
    },
  );

  prop.prop([lines])('adds up: untaxed and tax are the total, whatever the rounding', (sold) => {
    for (const method of ['round_globally', 'round_per_line'] as const) {
      const { untaxed, tax: taxed, total } = orderAmounts(sold, method);
      expect(Math.abs(untaxed + taxed - total)).toBeLessThan(0.001);
    }
  });
});

describe('rounding', () => {
  it.each([
    [1.005, 1.01],
    [2.675, 2.68],
    [-1.005, -1.01],
    [0.004, 0],
    [-0.004, 0],
    [10.075, 10.08],
  ])('%d is %d in cents', (value, rounded) => {
    expect(Object.is(roundHalfUp(value, 2), rounded)).toBe(true);
  });
});
