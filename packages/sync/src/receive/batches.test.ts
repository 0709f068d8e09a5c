import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { aPosOrder } from '../../../../test/harness/pos-orders.ts';
import { type Batch, batchesOf, type Page } from './batches.ts';

async function cut(page: Page, size: () => number): Promise<Batch[]> {
  async function* onePage() {
    yield page;
  }
  const batches: Batch[] = [];
  for await (const batch of batchesOf(onePage(), size)) batches.push(batch);
  return batches;
}

describe('batchesOf', () => {
  it('counts what was settled before with the batch that passes it', async () => {
    const heads = [1, 2, 3, 4, 5].map((id) => aPosOrder({ id }));
    const orders = heads.filter(({ id }) => id === 2 || id === 4);
    const batches = await cut({ heads, orders, countsAsThere: () => true }, () => 1);
    expect(batches.map(({ orders: some, ...rest }) => ({ ids: some.map(({ id }) => id), ...rest }))).toEqual([
      { ids: [2], alreadyThere: 1, lastId: 2 },
      { ids: [4], alreadyThere: 1, lastId: 4 },
      { ids: [], alreadyThere: 1, lastId: 5 },
    ]);
  });

  it('does not count as there what this run itself brought before it was interrupted', async () => {
    const heads = [1, 2].map((id) => aPosOrder({ id }));
    const batches = await cut({ heads, orders: [], countsAsThere: () => false }, () => 100);
    expect(batches).toEqual([{ orders: [], alreadyThere: 0, lastId: 2 }]);
  });

  test.prop([
    fc.uniqueArray(fc.integer({ min: 1, max: 10_000 }), { maxLength: 80 }),
    fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 5 }),
  ])('covers a page in order, no batch over the size of its moment, nothing twice', async (ids, sizes) => {
    const heads = ids.toSorted((a, b) => a - b).map((id) => aPosOrder({ id }));
    const orders = heads.filter(({ id }) => id % 3 !== 0);
    let asked = 0;
    const given: number[] = [];
    const batches = await cut({ heads, orders, countsAsThere: () => true }, () => {
      const size = sizes[asked % sizes.length] ?? 1;
      asked += 1;
      given.push(size);
      return size;
    });
    expect(batches.flatMap((batch) => batch.orders)).toEqual(orders);
    expect(batches.every((batch, index) => batch.orders.length <= (given[index] ?? 0))).toBe(true);
    expect(batches.reduce((sum, batch) => sum + batch.alreadyThere, 0)).toBe(heads.length - orders.length);
    expect(batches.at(-1)?.lastId).toBe(heads.at(-1)?.id);
  });
});
