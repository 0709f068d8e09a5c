import { generatedBranch } from '@branch-sync/odoo-sim';
import { describe, expect, it } from 'vitest';
import { expectExactlyOnce } from '../harness/exactly-once.ts';
import { aWorld, canarySecret, standingFailures } from '../harness/world.ts';

const aBranch = (orders: number) => generatedBranch({ name: 'b1', seed: 11, orders, password: canarySecret });
const load = { model: 'sale.order', method: 'load' } as const;

describe('the answer of load is lost after Odoo has committed', () => {
  it.each(['reset-after', 'half-answer'] as const)('%s: the retry finds the orders, and doubles none', async (kind) => {
    const world = await aWorld([aBranch(130)]);
    const [branch] = world.branches;
    world.sim.outages.add({ match: { ...load, nth: 2 }, kind });
    const run = await world.ask(branch);
    // The first batch got in, so that the lost answer is not held against the run.
    expect(await world.attempt(run)).toMatchObject({ kind: 'waiting', description: { code: 'central.unreachable' } });
    expect(world.central.records('sale.order')).toHaveLength(130);
    expect(await world.attempt(run)).toMatchObject({ kind: 'over' });
    expect(await world.runOf(run.id)).toMatchObject({ status: 'succeeded', seen: 130, imported: 130, failed: 0 });
    await expectExactlyOnce(world, branch);
    expect(await standingFailures(world, branch)).toEqual([]);
  });

  it.each(['wait', 'serialize'] as const)(
    'an answer that comes too late, its work still under way when the retry comes (losers %s): the same',
    async (raceOutcome) => {
      const world = await aWorld([aBranch(30)], { sim: { raceOutcome } });
      const [branch] = world.branches;
      const limits = { ...world.deps.limits, callTimeoutMs: 1_000 };
      world.sim.outages.add({ match: load, kind: 'slow', ms: 2_500, times: 1 });
      const run = await world.ask(branch);
      const end = await world.attempt(run, { deps: { limits } });
      expect(end).toMatchObject({ kind: 'failed', description: { code: 'central.timeout', class: 'transient' } });
      expect(world.central.records('sale.order')).toEqual([]);
      // The first load is under way still: this one wants the same orders at the same time.
      expect(await world.attempt(run)).toMatchObject({ kind: 'over' });
      expect(await world.runOf(run.id)).toMatchObject({ status: 'succeeded', imported: 30, failed: 0 });
      expect(world.sim.calls.count(load)).toBe(raceOutcome === 'wait' ? 2 : 3);
      expect(await standingFailures(world, branch)).toEqual([]);
      await expectExactlyOnce(world, branch);
    },
  );
});

describe('transactions of central collide', () => {
  it('a batch that lost the race comes again, and nobody hears of a failure', async () => {
    const world = await aWorld([aBranch(130)]);
    const [branch] = world.branches;
    world.sim.outages.add({ match: load, kind: 'serialization', times: 2 });
    const { run } = await world.receive(branch);
    expect(run).toMatchObject({ status: 'succeeded', imported: 130, failed: 0, attempts: 1 });
    expect(await standingFailures(world, branch)).toEqual([]);
    await expectExactlyOnce(world, branch);
  });
});
