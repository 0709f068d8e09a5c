import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { carryInPrices, type LineAmounts, roundTo } from './exact-money.ts';

const odoo19 = { quantity: 2, discount: 2 };

/** One line by itself, on central's usual precision. */
function carry(line: LineAmounts) {
  const [carried] = carryInPrices([{ line, fixedTaxPerUnit: 0 }], odoo19);
  if (carried === undefined) throw new Error('A line was lost.');
  return carried;
}

describe('roundTo', () => {
  it.each([
    [1.005, 2, 1.01],
    [-1.005, 2, -1.01],
    [0.335, 2, 0.34],
    [33.333, 2, 33.33],
    [-0.001, 2, 0],
    [2.5, 0, 3],
  ])('rounds %d at %d digits to %d', (value, digits, expected) => {
    expect(Object.is(roundTo(value, digits), expected)).toBe(true);
  });
});

describe('carryInPrices', () => {
  it('leaves a line alone that central can hold', () => {
    const line = { quantity: 0.5, priceUnit: 78.65, discount: 33.33 };
    expect(carry(line)).toEqual({ ...line, isCarried: false });
  });

  it('sells 0.335 kg at 10.00 as 0.34 at a price that makes 3.35', () => {
    const carried = carry({ quantity: 0.335, priceUnit: 10, discount: 0 });
    expect(carried.quantity).toBe(0.34);
    expect(carried.priceUnit).toBeCloseTo(9.852941176470587, 12);
  });

  it('carries a third of discount: 3 at 110.00 less 33.333 % stays 220.00', () => {
    const carried = carry({ quantity: 3, priceUnit: 110, discount: 33.333 });
    expect(carried.discount).toBe(33.33);
    expect(roundTo(carried.quantity * carried.priceUnit * (1 - carried.discount / 100), 2)).toBe(220);
  });

  it('leaves the price alone where a fixed tax on the rounded weight rounds to the same', () => {
    const [carried] = carryInPrices([{ line: { quantity: 0.335, priceUnit: 10, discount: 0 }, fixedTaxPerUnit: 0.35 }], odoo19);
    // 0.11725 and 0.119: 0.12 either way.
    expect((carried?.quantity ?? 0) * (carried?.priceUnit ?? 0)).toBeCloseTo(3.35, 12);
  });

  it('gives the cent back that a fixed tax on rounded weights makes over the order', () => {
    const scales = { line: { quantity: 0.335, priceUnit: 10, discount: 0 }, fixedTaxPerUnit: 0.4 };
    const pieces = { line: { quantity: 1, priceUnit: 5, discount: 0 }, fixedTaxPerUnit: 0.1 };
    const carried = carryInPrices([pieces, scales, scales], odoo19);
    // 0.1 + 0.268 is 0.37 at the till, 0.1 + 0.272 is 0.37 in central: nothing to give back.
    expect(carried.map(({ quantity, priceUnit }) => roundTo(quantity * priceUnit, 6))).toEqual([5, 3.35, 3.35]);
    const more = carryInPrices([scales, scales, scales, scales], odoo19);
    // 0.536 is 0.54, 0.544 is 0.54; with a fifth 0.67 and 0.68.
    expect(more.map(({ quantity, priceUnit }) => roundTo(quantity * priceUnit, 6))).toEqual([3.35, 3.35, 3.35, 3.35]);
    const five = carryInPrices([scales, scales, scales, scales, scales], odoo19);
    expect(five.map(({ quantity, priceUnit }) => roundTo(quantity * priceUnit, 6))).toEqual([3.34, 3.35, 3.35, 3.35, 3.35]);
  });

  it('sells as one piece what would round to nothing', () => {
    expect(carry({ quantity: -0.004, priceUnit: 10, discount: 0 })).toMatchObject({
      quantity: -1,
      priceUnit: 0.04,
    });
  });

  it('puts a discount into the price that would round to a gift', () => {
    const carried = carry({ quantity: 1, priceUnit: 100_000, discount: 99.996 });
    expect(carried.discount).toBe(0);
    expect(carried.priceUnit).toBeCloseTo(4, 6);
  });

  test.prop([
    fc.double({ min: -1000, max: 1000, noNaN: true }).filter((quantity) => Math.abs(quantity) > 1e-6),
    fc.double({ min: 0, max: 10_000, noNaN: true }),
    fc.double({ min: 0, max: 100, noNaN: true }),
  ])('never changes what a line costs', (quantity, priceUnit, discount) => {
    const carried = carry({ quantity, priceUnit, discount });
    const cost = (line: { quantity: number; priceUnit: number; discount: number }) =>
      line.quantity * line.priceUnit * (1 - line.discount / 100);
    const before = cost({ quantity, priceUnit, discount });
    expect(Math.abs(cost(carried) - before)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(before)));
  });
});
