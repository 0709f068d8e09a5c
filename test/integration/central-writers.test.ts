import { takeWriterSlot } from '@branch-sync/db';
import { generatedBranch } from '@branch-sync/odoo-sim';
import { createCentralWriters } from '@branch-sync/sync';
import { expect, it } from 'vitest';
import { aDatabase } from '../harness/database.ts';
import { expectExactlyOnce } from '../harness/exactly-once.ts';
import { aWorld, canarySecret, testPace } from '../harness/world.ts';

it('never more than the fleet’s number of batches are written to central at once, whatever the number of workers', async () => {
  const shop = (number: number) => generatedBranch({ name: `b${number}`, seed: 70 + number, orders: 40, password: canarySecret });
  const world = await aWorld([shop(1), shop(2), shop(3), shop(4), shop(5), shop(6)], { sim: { httpWorkers: 10 } });
  world.sim.outages.add({ match: { method: 'load' }, kind: 'slow', ms: 60 });
  let writing = 0;
  let most = 0;
  let tellOfTwo = (): void => undefined;
  const twoWrite = new Promise<void>((resolve) => {
    tellOfTwo = resolve;
  });
  world.sim.onCall({ model: 'sale.order', method: 'load' }, async (moment) => {
    writing += moment === 'before' ? 1 : -1;
    most = Math.max(most, writing);
    if (writing === 2) tellOfTwo();
    // The first waits for a second: on a busy machine the two might miss each other.
    if (moment === 'before') await twoWrite;
  });
  // Each run has writers of its own, as each worker process has; the places are in Postgres.
  const ends = world.branches.map(async (branch) => {
    const writers = createCentralWriters(world.database.db, {
      bounds: { ...testPace, writers: { min: 2, max: 2 } },
      ttlMs: 20_000,
    });
    return (await world.receive(branch, { deps: { writers } })).run;
  });
  for (const run of await Promise.all(ends)) expect(run).toMatchObject({ status: 'succeeded', imported: 40 });
  expect(most).toBe(2);
  for (const branch of world.branches) await expectExactlyOnce(world, branch);
});

it.each([
  ['while central is away', { openFor: '1 minute', closedFor: null }, 1],
  ['right after it is back', { openFor: null, closedFor: '0 seconds' }, 1],
  ['some time later', { openFor: null, closedFor: '25 seconds' }, 3],
  ['long after', { openFor: null, closedFor: '10 minutes' }, 5],
])('%s its writers are as many as it can be trusted with', async (_, { openFor, closedFor }, expected) => {
  const { db, sql } = await aDatabase();
  await sql`
    insert into circuits (place, misses, open_since, next_try_at, closed_at)
    values ('central', 3, now() - ${openFor}::interval, now() - ${openFor}::interval, now() - ${closedFor}::interval)`;
  let taken = 0;
  while ((await takeWriterSlot(db, { min: 1, max: 5 }, 60_000)) !== undefined) taken += 1;
  expect(taken).toBe(expected);
});
