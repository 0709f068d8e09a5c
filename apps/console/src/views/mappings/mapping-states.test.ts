import { describe, expect, it } from 'vitest';
import { linkedCount, missingModels } from './mapping-states.ts';

const waiting = { orders: 0, amounts: [] };

describe('linkedCount', () => {
  it('counts links however they came about, and nothing else', () => {
    expect(linkedCount({ counts: { hand: 2, barcode: 30, stale: 4, missing: 5, default: 6, unneeded: 7 } })).toBe(32);
  });
});

describe('missingModels', () => {
  it('names the models that somebody should map', () => {
    const summary = [
      { model: 'product.product' as const, counts: { missing: 2 }, waiting },
      { model: 'res.users' as const, counts: { default: 2 }, waiting },
    ];
    expect(missingModels(summary)).toEqual(['product.product']);
  });
});
