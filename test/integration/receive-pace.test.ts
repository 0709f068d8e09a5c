import { cliActor, putCentral, readCentralPace } from '@branch-sync/db';
import { generatedBranch } from '@branch-sync/odoo-sim';
import { createCentralWriters } from '@branch-sync/sync';
import { expect, it } from 'vitest';
import { expectExactlyOnce } from '../harness/exactly-once.ts';
import { aWorld, canarySecret, ledgerOf, testPace } from '../harness/world.ts';

const shop = (orders: number) => generatedBranch({ name: 'b1', seed: 90, orders, password: canarySecret });

it('the next page is read, and the batch before is recorded, while central takes a batch', async () => {
  const world = await aWorld([shop(700)]);
  const [branch] = world.branches;
  let pages = 0;
  let loads = 0;
  let recordedWhileThirdLoad = 0;
  const waiting: (() => void)[] = [];
  const secondPage = new Promise<void>((resolve) => waiting.push(resolve));
  world.sim.onCall({ database: 'b1', model: 'pos.order', method: 'search_read' }, async (moment) => {
    if (moment !== 'after') return;
    pages += 1;
    if (pages === 2) for (const go of waiting) go();
  });
  world.sim.onCall({ model: 'sale.order', method: 'load' }, async (moment) => {
    if (moment !== 'before') return;
    loads += 1;
    // Central does not answer before the second page is read.
    if (loads === 1) await secondPage;
    if (loads === 3) {
      await expect.poll(async () => (await ledgerOf(world, branch)).length, { timeout: 20_000 }).toBeGreaterThanOrEqual(100);
      recordedWhileThirdLoad = (await ledgerOf(world, branch)).length;
    }
  });
  const { run } = await world.receive(branch);
  expect(run).toMatchObject({ status: 'succeeded', imported: 700 });
  expect(recordedWhileThirdLoad).toBeGreaterThanOrEqual(100);
  await expectExactlyOnce(world, branch);
});

it('loads of one branch go to central side by side, as many as the pace allows, and are recorded in order', async () => {
  const world = await aWorld([shop(300)]);
  const [branch] = world.branches;
  const bounds = { batchOrders: { min: 50, max: 50 }, writers: { min: 3, max: 3 } };
  const writers = createCentralWriters(world.database.db, { bounds, ttlMs: 20_000 });
  let writing = 0;
  let most = 0;
  const release: (() => void)[] = [];
  const all = new Promise<void>((resolve) => release.push(resolve));
  world.sim.onCall({ model: 'sale.order', method: 'load' }, async (moment) => {
    writing += moment === 'before' ? 1 : -1;
    most = Math.max(most, writing);
    if (writing === 3) for (const go of release) go();
    if (moment === 'before') await all;
  });
  const { run } = await world.receive(branch, { deps: { writers } });
  expect(run).toMatchObject({ status: 'succeeded', imported: 300 });
  expect(most).toBe(3);
  await expectExactlyOnce(world, branch);
});

it('a batch that is refused as a whole ends the run only once the loads beside it have ended; nothing of them is doubled', async () => {
  const world = await aWorld([shop(300)]);
  const [branch] = world.branches;
  const bounds = { batchOrders: { min: 50, max: 50 }, writers: { min: 3, max: 3 } };
  const writers = createCentralWriters(world.database.db, { bounds, ttlMs: 20_000 });
  world.sim.outages.add({ match: { database: 'central', method: 'load' }, kind: 'busy-503', times: 1 });
  const asked = await world.ask(branch);
  const first = await world.attempt(asked, { deps: { writers } });
  expect(first).toMatchObject({ kind: 'failed', willRetry: true });
  const loadsThen = world.sim.calls.count({ model: 'sale.order', method: 'load' });
  expect(await ledgerOf(world, branch)).toEqual([]);
  await world.attempt(asked, { deps: { writers } });
  expect(await world.runOf(asked.id)).toMatchObject({ status: 'succeeded', imported: 300 });
  expect(loadsThen).toBeGreaterThan(1);
  await expectExactlyOnce(world, branch);
});

it('what central could not take in time makes the next batches smaller and the writers fewer, for the whole fleet', async () => {
  const world = await aWorld([shop(120)]);
  const [branch] = world.branches;
  const { db } = world.database;
  await world.receive(branch, { request: { orderIds: [1, 2, 3] } });
  world.sim.outages.add({ match: { database: 'central', method: 'load' }, kind: 'busy-503', times: 1 });
  const asked = await world.ask(branch);
  await world.attempt(asked);
  const slowed = await readCentralPace(db);
  expect(slowed).toMatchObject({ batchOrders: 50, writers: 1 });
  // Another process sees it too.
  const other = createCentralWriters(db, { bounds: testPace, ttlMs: 20_000 });
  await other.look();
  expect(other.pace).toMatchObject({ batchOrders: 50, writers: 1 });
  await world.attempt(asked, { deps: { writers: other } });
  expect(await world.runOf(asked.id)).toMatchObject({ status: 'succeeded' });
  expect((await readCentralPace(db))?.unitMs).toBeGreaterThan(0);
  await expectExactlyOnce(world, branch);
});

it('another central begins anew', async () => {
  const world = await aWorld([shop(60)]);
  const [branch] = world.branches;
  const { db } = world.database;
  await world.receive(branch);
  expect(await readCentralPace(db)).toBeDefined();
  const connection = { url: world.sim.url, database: 'another', login: 'sync_central', transport: 'auto' as const };
  await putCentral(db, cliActor, { ...connection, tlsCa: null, tlsVerify: true });
  expect(await readCentralPace(db)).toBeUndefined();
});
