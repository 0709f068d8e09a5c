import { describe, expect, it } from 'vitest';
import { doneText } from './done-text.ts';

const rest = { unchecked: null, curable: { failures: 0, orders: 0, amounts: [] }, runs: [] };
const set = (centralId: number | null, centralName: string | null = null) => ({
  ...{ branchCode: 'ghent', model: 'product.product' as const, remoteId: 5, centralId, centralName },
});

describe('doneText', () => {
  it.each([
    [[set(7, 'Cheese')], 'Mapped to Cheese'],
    [[set(7)], 'Mapped to #7'],
    [[set(7), set(8)], '2 records are mapped'],
    [[set(null)], '1 mapping is forgotten'],
  ])('of what was set', (records, text) => {
    expect(doneText({ answer: { set: records, ...rest } })).toBe(text);
  });

  it('of a file', () => {
    expect(doneText({ answer: { applied: 1, unchanged: 0, bad: [], ...rest } })).toBe('1 row is taken');
    expect(doneText({ answer: { applied: 3, unchanged: 2, bad: [], ...rest } })).toBe(
      '3 rows are taken, 2 rows said what stands already',
    );
  });
});
