import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { aPosOrder } from '../../../../test/harness/pos-orders.ts';
import { batchesOf } from './batches.ts';

describe('batchesOf', () => {
  it('counts what was settled before with the batch that passes it', () => {
    const heads = [1, 2, 3, 4, 5].map((id) => aPosOrder({ id }));
    const fresh = heads.filter(({ id }) => id === 2 || id === 4);
    const batches = batchesOf(heads, fresh, () => true, 1);
    expect(batches.map(({ orders, ...rest }) => ({ ids: orders.map(({ id }) => id), ...rest }))).toEqual([
      { ids: [2], alreadyThere: 1, lastId: 2 },
      { ids: [4], alreadyThere: 1, lastId: 4 },
      { ids: [], alreadyThere: 1, lastId: 5 },
    ]);
  });

  it('does not count as there what this run itself brought before it was interrupted', () => {
    const heads = [1, 2].map((id) => aPosOrder({ id }));
    expect(batchesOf(heads, [], () => false, 100)).toEqual([{ orders: [], alreadyThere: 0, lastId: 2 }]);
  });

  test.prop([fc.uniqueArray(fc.integer({ min: 1, max: 10_000 }), { maxLength: 80 }), fc.integer({ min: 1, max: 20 })])(
    'covers a page in order, no batch over its size, nothing twice',
    (ids, size) => {
      const heads = ids.toSorted((a, b) => a - b).map((id) => aPosOrder({ id }));
      const fresh = heads.filter(({ id }) => id % 3 !== 0);
      const batches = batchesOf(heads, fresh, () => true, size);
      expect(batches.flatMap(({ orders }) => orders)).toEqual(fresh);
      expect(batches.every(({ orders }) => orders.length <= size)).toBe(true);
      expect(batches.reduce((sum, batch) => sum + batch.alreadyThere, 0)).toBe(heads.length - fresh.length);
      expect(batches.at(-1)?.lastId).toBe(heads.at(-1)?.id);
    },
  );
});
