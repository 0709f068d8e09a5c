import { generatedBranch } from '@branch-sync/odoo-sim';
import { describe, expect, it } from 'vitest';
import { expectExactlyOnce } from '../harness/exactly-once.ts';
import { queueStores } from '../harness/queue-stores.ts';
import { withQueue } from '../harness/queued-world.ts';
import { troublesOf } from '../harness/troubles.ts';
import { aWorld, canarySecret, standingFailures } from '../harness/world.ts';

const shop = (name: string, seed: number) => generatedBranch({ name, seed, orders: 20, password: canarySecret });

describe('trouble with central', () => {
  it.each(troublesOf('central'))('$name: told as $code, and the next run goes through', async (trouble) => {
    const world = await aWorld([shop('b1', 23)]);
    const [branch] = world.branches;
    // Central is known and was good: nothing needs to be asked of it before the orders.
    await world.receive(branch, { request: { orderIds: [branch.odoo.records('pos.order')[0]?.id ?? 0] } });
    const end = await trouble.begin(world);
    const limits = { ...world.deps.limits, callTimeoutMs: 500 };
    const { end: attempt, run } = await world.receive(branch, { deps: { limits } });
    const { code, class: failureClass } = trouble;
    const isTransient = failureClass === 'transient';
    expect(attempt).toMatchObject({ kind: 'failed', willRetry: isTransient, description: { code } });
    expect(run).toMatchObject({ status: isTransient ? 'queued' : 'failed', imported: 0, error: { code } });
    const [failure, ...others] = await standingFailures(world, branch);
    expect(others).toEqual([]);
    expect(failure).toMatchObject({ code, class: failureClass, status: isTransient ? 'retrying' : 'open', attempts: 1 });
    expect(failure?.message).toMatch(/^Central \(/);
    expect(failure?.fix.length).toBeGreaterThan(20);

    await end();
    const next = isTransient ? run : await world.ask(branch);
    await world.attempt(next);
    expect(await world.runOf(next.id)).toMatchObject({ status: 'succeeded', imported: 19, failed: 0, error: null });
    expect(await standingFailures(world, branch)).toEqual([]);
    await expectExactlyOnce(world, branch);
  });

  it('transactions that collide without end: told as central.busy, and tried again later', async () => {
    const world = await aWorld([shop('b1', 24)]);
    const [branch] = world.branches;
    const end = world.sim.outages.add({ match: { model: 'sale.order', method: 'load' }, kind: 'serialization' });
    const { run } = await world.receive(branch, { deps: { random: () => 0 } });
    expect(run).toMatchObject({ status: 'queued', imported: 0, failed: 0, error: { code: 'central.busy' } });
    // No order is blamed for it.
    expect(await standingFailures(world, branch)).toMatchObject([{ code: 'central.busy', remoteModel: null }]);
    end();
    await world.attempt(run);
    expect(await world.runOf(run.id)).toMatchObject({ status: 'succeeded', imported: 20 });
    expect(await standingFailures(world, branch)).toEqual([]);
    await expectExactlyOnce(world, branch);
  });
});

describe.each(queueStores())('a worker whose central refuses it (queue in $name)', (store) => {
  it('tells every branch, and brings every branch in once central takes it again', async () => {
    const world = await aWorld([shop('b1', 25), shop('b2', 26)]);
    const queued = withQueue(world, store);
    await queued.startWorker();
    world.central.access.deny('sale.order', 'create');
    for (const branch of world.branches) {
      const run = await queued.finished(await queued.enqueue(branch));
      expect(run).toMatchObject({ status: 'failed', imported: 0, failed: 0, error: { code: 'central.access_denied' } });
      const [failure, ...others] = await standingFailures(world, branch);
      expect(others).toEqual([]);
      expect(failure).toMatchObject({ code: 'central.access_denied', class: 'permanent', status: 'open' });
      expect(failure?.message).toContain('create sale.order');
    }
    world.central.access.reset('sale.order', 'create');
    for (const branch of world.branches) {
      expect(await queued.finished(await queued.enqueue(branch))).toMatchObject({ status: 'succeeded', imported: 20 });
      expect(await standingFailures(world, branch)).toEqual([]);
      await expectExactlyOnce(world, branch);
    }
  });
});
