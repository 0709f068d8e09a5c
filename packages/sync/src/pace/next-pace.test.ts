import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { firstPace, type LoadSample, nextPace, type Pace, type PaceBounds } from './next-pace.ts';

const bounds: PaceBounds = { batchOrders: { min: 10, max: 200 }, writers: { min: 1, max: 8 } };
const overloaded: LoadSample = { kind: 'overloaded' };

/** A load of orders of 4 lines that takes so long for each, as a real central does (10 ms, measured on 19). */
const load = (orders: number, msPerOrder = 10): LoadSample => ({
  kind: 'done',
  orders,
  lines: 4 * orders,
  ms: orders * msPerOrder,
});

/** A central of so many cores: a load takes as much longer as there are more writers than cores. */
function afterLoads(count: number, cores: number, from: Pace = firstPace(bounds)): Pace[] {
  const paces: Pace[] = [];
  let pace = from;
  for (let index = 0; index < count; index += 1) {
    pace = nextPace(pace, load(pace.batchOrders, 10 * Math.max(1, pace.writers / cores)), bounds);
    paces.push(pace);
  }
  return paces;
}

describe('the pace of writing to central', () => {
  it('begins alone, with a batch inside its bounds', () => {
    expect(firstPace(bounds)).toMatchObject({ batchOrders: 100, writers: 1 });
    expect(firstPace({ ...bounds, batchOrders: { min: 10, max: 40 } }).batchOrders).toBe(40);
  });

  it('finds as many writers as central has cores for, and does not stay above', () => {
    const late = afterLoads(2_000, 2).slice(200);
    const average = late.reduce((sum, { writers }) => sum + writers, 0) / late.length;
    expect(average).toBeGreaterThan(1.5);
    expect(average).toBeLessThan(4);
    expect(Math.max(...late.map(({ writers }) => writers))).toBeLessThanOrEqual(4);
  });

  it('uses all writers that it may where central keeps up', () => {
    expect(afterLoads(400, 16).at(-1)?.writers).toBe(bounds.writers.max);
  });

  it('makes batches larger as long as they are quick', () => {
    const sizes = afterLoads(30, 16).map(({ batchOrders }) => batchOrders);
    expect(sizes.slice(0, 3)).toEqual([110, 120, 130]);
    expect(sizes.at(-1)).toBe(200);
  });

  it('leaves a batch as it is that takes its time', () => {
    const pace = { ...firstPace(bounds), batchOrders: 100 };
    expect(nextPace(pace, load(100, 50), bounds).batchOrders).toBe(100);
  });

  it('halves a batch that takes long', () => {
    expect(nextPace(firstPace(bounds), load(100, 150), bounds).batchOrders).toBe(50);
  });

  it('halves batch and writers where central is too busy to answer, down to its bounds', () => {
    let pace: Pace = { ...firstPace(bounds), batchOrders: 200, writers: 8 };
    const seen = [1, 2, 3, 4, 5, 6].map(() => {
      pace = nextPace(pace, overloaded, bounds);
      return [pace.batchOrders, pace.writers];
    });
    expect(seen).toEqual([
      [100, 4],
      [50, 2],
      [25, 1],
      [12, 1],
      [10, 1],
      [10, 1],
    ]);
  });

  it('learns nothing from a load of a few orders, nor that a small one was quick', () => {
    const pace: Pace = { ...firstPace(bounds), batchOrders: 100, unitMs: 1.7, bestUnitMs: 1.7 };
    expect(nextPace(pace, load(3, 40), bounds)).toEqual(pace);
    expect(nextPace(pace, load(40), bounds).batchOrders).toBe(100);
  });

  it('gives way to people who work in central, and comes back once they are gone', () => {
    const busy: Pace = { ...firstPace(bounds), writers: 4, unitMs: 1.7, bestUnitMs: 1.7, settledLoads: 20 };
    let pace = busy;
    for (let count = 0; count < 20 && pace.writers === 4; count += 1) pace = nextPace(pace, load(pace.batchOrders, 40), bounds);
    expect(pace.writers).toBe(2);
    expect(afterLoads(100, 16, pace).at(-1)?.writers).toBeGreaterThanOrEqual(4);
  });

  it('takes a central that has become slower for good as it is', () => {
    let pace: Pace = { ...firstPace(bounds), writers: 1, unitMs: 1.7, bestUnitMs: 1.7 };
    for (let count = 0; count < 1_000; count += 1) pace = nextPace(pace, load(pace.batchOrders, 25), bounds);
    expect(pace.bestUnitMs ?? 0).toBeGreaterThan(3);
    expect(pace.writers).toBeGreaterThan(1);
  });

  const anyBounds = fc
    .tuple(fc.integer({ min: 1, max: 50 }), fc.nat(200), fc.integer({ min: 1, max: 5 }), fc.nat(20))
    .map(([batch, more, writers, others]): PaceBounds => {
      return { batchOrders: { min: batch, max: batch + more }, writers: { min: writers, max: writers + others } };
    });
  const anySample = fc.oneof(
    fc.constant(overloaded),
    fc.record({
      kind: fc.constant('done' as const),
      orders: fc.integer({ min: 1, max: 300 }),
      lines: fc.integer({ min: 0, max: 3_000 }),
      ms: fc.integer({ min: 0, max: 120_000 }),
    }),
  );
  test.prop([anyBounds, fc.array(anySample, { maxLength: 100 })])('never leaves its bounds', (chosen, samples) => {
    let pace = firstPace(chosen);
    for (const sample of samples) {
      pace = nextPace(pace, sample, chosen);
      expect(pace.batchOrders).toBeGreaterThanOrEqual(chosen.batchOrders.min);
      expect(pace.batchOrders).toBeLessThanOrEqual(chosen.batchOrders.max);
      expect(pace.writers).toBeGreaterThanOrEqual(chosen.writers.min);
      expect(pace.writers).toBeLessThanOrEqual(chosen.writers.max);
      expect(Number.isInteger(pace.batchOrders)).toBe(true);
    }
  });
});
