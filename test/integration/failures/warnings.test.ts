import { cliActor, dismissFailures, failures, salespeople } from '@branch-sync/db';
import { generatedBranch } from '@branch-sync/odoo-sim';
import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { aWorld, canarySecret, type World } from '../../harness/world.ts';

/** What is told of the branch, whatever became of it, the oldest first. */
const told = ({ database: { db } }: World) =>
  db
    .select({ code: failures.code, status: failures.status, attempts: failures.attempts, remoteId: failures.remoteId })
    .from(failures)
    .orderBy(failures.id);

/** A run that looks at the given orders. */
const look = (world: World, ...orderIds: number[]) => world.receive(world.branches[0], { request: { orderIds } });

it('a cashier whom nobody has mapped is told once, however many runs see his orders, and no more once he is mapped', async () => {
  const odoo = generatedBranch({ name: 'b1', seed: 5, orders: 6, password: canarySecret });
  const gil = odoo.insert('res.users', { name: 'Gil', login: 'gil' });
  odoo.update('pos.order', [1, 2, 3, 4, 5, 6], { user_id: gil });
  const world = await aWorld([odoo]);
  const [branch] = world.branches;
  const { db } = world.database;
  expect((await look(world, 1, 2)).run).toMatchObject({ status: 'succeeded', imported: 2 });
  await look(world, 3);
  expect(await told(world)).toEqual([{ code: 'user.unmapped', status: 'open', attempts: 2, remoteId: gil }]);

  await dismissFailures(db, cliActor, { filter: { code: 'user.unmapped' }, within: null }, 'He sells for nobody.');
  await look(world, 4);
  expect(await told(world)).toMatchObject([{ status: 'dismissed' }]);

  await db.update(failures).set({ status: 'open', resolvedAt: null });
  await db.insert(salespeople).values({ branchId: branch.id, remoteUserId: gil, centralUserId: 8 });
  await look(world, 5);
  expect(await told(world)).toMatchObject([{ status: 'resolved' }]);
});

it('a clock that is off is told once, stops no run and ends with none, and is over once it is right', async () => {
  const odoo = generatedBranch({ name: 'b1', seed: 5, orders: 3, password: canarySecret });
  odoo.update('pos.order', [1, 2, 3], { user_id: 6 });
  const world = await aWorld([odoo]);
  const stop = world.sim.outages.add({
    match: { database: 'b1', model: 'pos.order' },
    kind: 'fault',
    code: 2,
    text: 'No.',
    times: 1,
  });
  odoo.clock = () => new Date(Date.now() - 3_600_000);
  expect((await look(world, 1)).run).toMatchObject({ status: 'failed' });
  stop();
  for (const id of [1, 2]) expect((await look(world, id)).run).toMatchObject({ status: 'succeeded' });
  expect(await told(world)).toMatchObject([
    { code: 'branch.rejected', status: 'resolved' },
    { code: 'branch.clock_off', status: 'open', attempts: 2 },
  ]);
  odoo.clock = () => new Date();
  await look(world, 3);
  const [clock] = await world.database.db.select().from(failures).where(eq(failures.code, 'branch.clock_off'));
  expect(clock).toMatchObject({ status: 'resolved', message: expect.stringMatching(/ s behind ours/) });
});
