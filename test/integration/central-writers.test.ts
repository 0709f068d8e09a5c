import { generatedBranch } from '@branch-sync/odoo-sim';
import { createCentralWriters } from '@branch-sync/sync';
import { expect, it } from 'vitest';
import { expectExactlyOnce } from '../harness/exactly-once.ts';
import { aWorld, canarySecret } from '../harness/world.ts';

it('never more than the fleet’s number of batches are written to central at once, whatever the number of workers', async () => {
  const shop = (number: number) => generatedBranch({ name: `b${number}`, seed: 70 + number, orders: 40, password: canarySecret });
  const world = await aWorld([shop(1), shop(2), shop(3), shop(4), shop(5), shop(6)], { sim: { httpWorkers: 10 } });
  world.sim.outages.add({ match: { method: 'load' }, kind: 'slow', ms: 60 });
  let writing = 0;
  let most = 0;
  world.sim.onCall({ model: 'sale.order', method: 'load' }, (moment) => {
    writing += moment === 'before' ? 1 : -1;
    most = Math.max(most, writing);
  });
  // Each run has writers of its own, as each worker process has; the places are in Postgres.
  const ends = world.branches.map(async (branch) => {
    const writers = createCentralWriters(world.database.db, { limit: 2, ttlMs: 20_000 });
    return (await world.receive(branch, { deps: { writers } })).run;
  });
  for (const run of await Promise.all(ends)) expect(run).toMatchObject({ status: 'succeeded', imported: 40 });
  expect(most).toBe(2);
  for (const branch of world.branches) await expectExactlyOnce(world, branch);
});
