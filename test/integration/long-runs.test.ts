import { generatedBranch } from '@branch-sync/odoo-sim';
import { createCentralWriters } from '@branch-sync/sync';
import { describe, expect, it } from 'vitest';
import { expectExactlyOnce } from '../harness/exactly-once.ts';
import { aWorld, canarySecret, ledgerOf, standingFailures, type TestBranch, type World } from '../harness/world.ts';

const shop = (orders: number) => generatedBranch({ name: 'b1', seed: 81, orders, password: canarySecret });
const load = { model: 'sale.order', method: 'load' } as const;
const heads = { database: 'b1', model: 'pos.order', method: 'search_read' } as const;

/** Batches of 100 orders, one after the other, however fast the stand-in is. */
function inHundreds({ database }: World) {
  const bounds = { batchOrders: { min: 100, max: 100 }, writers: { min: 1, max: 1 } };
  return { writers: createCentralWriters(database.db, { bounds, ttlMs: 20_000 }) };
}

/** Pauses at the given borders of batches, counted over all attempts. */
function pausingAt(...borders: number[]): () => Promise<boolean> {
  let asked = 0;
  return async () => {
    asked += 1;
    return borders.includes(asked);
  };
}

describe('a run that is longer than its turn', () => {
  it('gives its place back at a border, goes on from there, and says how far it is', async () => {
    const world = await aWorld([shop(620)]);
    const [branch] = world.branches;
    const run = await world.ask(branch);
    const shouldPause = pausingAt(3, 6);
    expect(await world.attempt(run, { deps: inHundreds(world), shouldPause })).toEqual({ kind: 'paused' });
    expect(await world.runOf(run.id)).toMatchObject({ status: 'queued', seen: 200, imported: 200, expected: 620, error: null });
    expect(world.lines.at(-1)).toBe('100 orders: 100 imported, 0 already there. 200 of 620 done.');
    expect(await world.attempt(run, { shouldPause })).toEqual({ kind: 'paused' });
    expect(await world.attempt(run, { shouldPause })).toMatchObject({ kind: 'over' });
    expect(await world.runOf(run.id)).toMatchObject({ status: 'succeeded', seen: 620, imported: 620, expected: 620 });
    await expectExactlyOnce(world, branch);
  });

  it('with a selection of its own goes on where it was as well, and counts nothing twice', async () => {
    const world = await aWorld([shop(620)]);
    const [branch] = world.branches;
    sellUnknownProduct(branch, 40);
    const run = await world.ask(branch, { since: '2020-01-01T00:00:00Z' });
    await world.attempt(run, { deps: inHundreds(world), shouldPause: pausingAt(7) });
    const readBefore = world.sim.calls.count(heads);
    const paused = await world.runOf(run.id);
    expect(paused).toMatchObject({ status: 'queued', seen: 600, expected: 620 });
    expect(paused.failed).toBeGreaterThan(0);
    await world.attempt(run);
    // Nothing of the first page is read again.
    expect(world.sim.calls.count(heads) - readBefore).toBe(1);
    const ledger = await ledgerOf(world, branch);
    const failed = ledger.filter(({ status }) => status === 'failed').length;
    expect(await world.runOf(run.id)).toMatchObject({ status: 'partial', seen: 620, imported: 620 - failed, failed });
    await expectExactlyOnce(world, branch, { failed });
  });

  it('of a page or less is not counted: that would be a call for nothing', async () => {
    const world = await aWorld([shop(60)]);
    const { run } = await world.receive(world.branches[0]);
    expect(run).toMatchObject({ status: 'succeeded', expected: null });
    expect(world.sim.calls.count({ model: 'pos.order', method: 'search_count' })).toBe(0);
  });
});

describe('a run that is called off', () => {
  it('ends at its next border; what came in stays, and the next run brings the rest', async () => {
    const world = await aWorld([shop(250)]);
    const [branch] = world.branches;
    const stop = world.sim.onCall(load, async (moment) => {
      if (moment !== 'after') return;
      stop();
      await world.database.sql`update runs set cancel_requested_at = now()`;
    });
    const { end, run } = await world.receive(branch);
    expect(end).toMatchObject({ kind: 'over' });
    expect(run).toMatchObject({ status: 'cancelled', imported: 100, error: null });
    expect(run.finishedAt).not.toBeNull();
    expect(await ledgerOf(world, branch)).toHaveLength(100);
    const next = await world.receive(branch);
    expect(next.run).toMatchObject({ status: 'succeeded', imported: 150 });
    await expectExactlyOnce(world, branch);
  });

  it('while its attempt fails or pauses is over with that attempt', async () => {
    const world = await aWorld([shop(120)]);
    const [branch] = world.branches;
    const callOff = async () => void (await world.database.sql`update runs set cancel_requested_at = now()`);
    const paused = await world.ask(branch);
    const shouldPause = async () => {
      await callOff();
      return true;
    };
    expect(await world.attempt(paused, { shouldPause })).toMatchObject({ kind: 'over' });
    expect(await world.runOf(paused.id)).toMatchObject({ status: 'cancelled', imported: 0 });

    const end = world.sim.outages.add({ match: load, kind: 'busy-503' });
    const stop = world.sim.onCall(load, callOff);
    const failing = await world.ask(branch);
    expect(await world.attempt(failing)).toMatchObject({ kind: 'over' });
    stop();
    end();
    expect(await world.runOf(failing.id)).toMatchObject({ status: 'cancelled', error: { code: 'central.busy' } });
    expect(await standingFailures(world, branch)).toMatchObject([{ code: 'central.busy', status: 'open' }]);
  });

  it('before it is taken up again is not begun', async () => {
    const world = await aWorld([shop(20)]);
    const [branch] = world.branches;
    const end = world.sim.outages.add({ match: { database: branch.code }, kind: 'html-502' });
    const run = await world.ask(branch);
    await world.attempt(run);
    end();
    await world.database.sql`update runs set cancel_requested_at = now()`;
    const calls = world.sim.calls.total;
    expect(await world.attempt(run)).toMatchObject({ kind: 'over' });
    expect(world.sim.calls.total).toBe(calls);
    expect(await world.runOf(run.id)).toMatchObject({ status: 'cancelled' });
    // Nobody tries again by himself any more: what stands waits for the next run.
    expect(await standingFailures(world, branch)).toMatchObject([{ code: 'branch.busy', status: 'open' }]);
    await world.receive(branch);
    expect(await standingFailures(world, branch)).toEqual([]);
  });
});

/** The branch's n-th order was of a product that central does not know. */
function sellUnknownProduct({ odoo }: TestBranch, index: number): void {
  const order = odoo.records('pos.order')[index];
  const line = odoo.records('pos.order.line').find(({ order_id: orderId }) => orderId === order?.id);
  const product = odoo.insert('product.product', { name: 'Local honey', barcode: '2900000000011' });
  odoo.update('pos.order.line', line?.id ?? 0, { product_id: product });
}
