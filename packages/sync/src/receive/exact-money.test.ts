import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { carryInPrice, roundTo } from './exact-money.ts';

const odoo19 = { quantity: 2, discount: 2, priceUnit: null };
const noTaxes = { fixedPerUnit: 0, includedPercent: 0, excludedPercent: 0 };

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

describe('carryInPrice', () => {
  it('leaves a line alone that central can hold', () => {
    const line = { quantity: 0.5, priceUnit: 78.65, discount: 33.33 };
    expect(carryInPrice(line, noTaxes, odoo19)).toEqual({ ...line, isCarried: false });
  });

  it('sells 0.335 kg at 10.00 as 0.34 at a price that makes 3.35', () => {
    const carried = carryInPrice({ quantity: 0.335, priceUnit: 10, discount: 0 }, noTaxes, odoo19);
    expect(carried.quantity).toBe(0.34);
    expect(carried.priceUnit).toBeCloseTo(9.852941176470587, 12);
  });

  it('carries a third of discount: 3 at 110.00 less 33.333 % stays 220.00', () => {
    const carried = carryInPrice({ quantity: 3, priceUnit: 110, discount: 33.333 }, noTaxes, odoo19);
    expect(carried.discount).toBe(33.33);
    expect(roundTo(carried.quantity * carried.priceUnit * (1 - carried.discount / 100), 2)).toBe(220);
  });

  it('makes up for a fixed tax that grows with the rounded quantity', () => {
    const taxes = { fixedPerUnit: 0.35, includedPercent: 0, excludedPercent: 10 };
    const carried = carryInPrice({ quantity: 0.335, priceUnit: 10, discount: 0 }, taxes, odoo19);
    const total = (line: { quantity: number; priceUnit: number }) => line.quantity * line.priceUnit * 1.1 + line.quantity * 0.35;
    expect(total(carried)).toBeCloseTo(total({ quantity: 0.335, priceUnit: 10 }), 10);
  });

  it('sells as one piece what would round to nothing', () => {
    expect(carryInPrice({ quantity: -0.004, priceUnit: 10, discount: 0 }, noTaxes, odoo19)).toMatchObject({
      quantity: -1,
      priceUnit: 0.04,
    });
  });

  it('puts a discount into the price that would round to a gift', () => {
    const carried = carryInPrice({ quantity: 1, priceUnit: 100_000, discount: 99.996 }, noTaxes, odoo19);
    expect(carried.discount).toBe(0);
    expect(carried.priceUnit).toBeCloseTo(4, 6);
  });

  test.prop([
    fc.double({ min: -1000, max: 1000, noNaN: true }).filter((quantity) => Math.abs(quantity) > 1e-6),
    fc.double({ min: 0, max: 10_000, noNaN: true }),
    fc.double({ min: 0, max: 100, noNaN: true }),
  ])('never changes what a line costs', (quantity, priceUnit, discount) => {
    const carried = carryInPrice({ quantity, priceUnit, discount }, noTaxes, odoo19);
    const cost = (line: { quantity: number; priceUnit: number; discount: number }) =>
      line.quantity * line.priceUnit * (1 - line.discount / 100);
    const before = cost({ quantity, priceUnit, discount });
    expect(Math.abs(cost(carried) - before)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(before)));
  });
});
