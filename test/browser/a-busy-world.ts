import { branches, cliActor, createAlertChannel, newAlertChannelId, orders, schedules } from '@branch-sync/db';
import { generatedBranch, recordedBranch } from '@branch-sync/odoo-sim';
import { and, eq, sql } from 'drizzle-orm';
import { aWorld, canarySecret, type TestBranch, type World } from '../harness/world.ts';
import { anAlert } from '../integration/alerts/an-alert.ts';
import { aProduct, selection, take } from '../integration/push/a-push-world.ts';

const shops = [
  ['Harbour', 'Europe/Brussels'],
  ['Old Town', 'Europe/Brussels'],
  ['Station', 'Europe/Paris'],
  ['Airport', 'Europe/London'],
  ['Riverside', 'Europe/Madrid'],
  ['Market Hall', 'Europe/Rome'],
  ['University', 'Europe/Warsaw'],
  ['Lakeside', 'America/Chicago'],
] as const;

/** A fleet as it is on some day: most branches are well, some wait, fail, are paused or away, and one has never been received. */
export async function aBusyWorld(): Promise<World> {
  const now = new Date();
  const generated = shops.map(([name], index) =>
    generatedBranch({
      name: name.toLowerCase().replace(' ', '-'),
      seed: 900 + index,
      orders: 60 + 20 * index,
      endsAt: now,
      spanDays: 9,
      password: canarySecret,
    }),
  );
  const [first, ...others] = generated;
  if (first === undefined) throw new Error('There is a shop.');
  const failing = recordedBranch(1, 'main-street', { password: canarySecret });
  const world = await aWorld([first, ...others, failing]);
  const { db } = world.database;

  for (const [index, branch] of world.branches.entries()) {
    const [name, timezone] = shops[index] ?? ['Main Street', 'America/Chicago'];
    await db.update(branches).set({ name, timezone }).where(eq(branches.id, branch.id));
    const rhythm = { everySeconds: 900, nextDueAt: new Date(now.getTime() + (index + 1) * 60_000) };
    await db
      .update(schedules)
      .set(rhythm)
      .where(and(eq(schedules.branchId, branch.id), eq(schedules.kind, 'receive')));
  }
  const named = (code: string): TestBranch => {
    const branch = world.branches.find((one) => one.code === code);
    if (branch === undefined) throw new Error(`There is no ${code}.`);
    return branch;
  };
  await db
    .update(schedules)
    .set({ paused: true, nextDueAt: null })
    .where(and(eq(schedules.branchId, named('market-hall').id), eq(schedules.kind, 'receive')));

  const received = world.branches.filter(({ code }) => code !== 'university');
  for (const branch of received) await world.receive(branch);
  for (const branch of received.slice(0, 5)) await world.reconcile(branch);
  await asIfReceivedInTime(world);
  await pushOnce(world, named('harbour'));
  world.sim.outages.add({ match: { database: 'airport' }, kind: 'refuse' });
  for (let tries = 0; tries < 3; tries += 1) await world.receive(named('airport'));
  await alertOf(world, named('airport'));
  return world;
}

/** Two products of central are new, one has another price: sent, and looked at again. */
async function pushOnce(world: World, branch: TestBranch): Promise<void> {
  await take(world, branch, { models: [selection('product.product')] });
  const latte = aProduct(world.central, 'C-LATTE', { name: 'Caffè latte' });
  const espresso = aProduct(world.central, 'C-ESPRESSO', { name: 'Espresso', lst_price: 2.8 });
  const request = (dryRun: boolean) => ({ mode: 'selected', ids: { 'product.product': [latte, espresso] }, dryRun });
  await world.push(branch, { request: request(false) });
  world.central.update('product.product', espresso, { lst_price: 3.1 });
  await world.push(branch, { request: request(true) });
}

/** What was sold has come in a few minutes later, as by a schedule, and what failed did so in the course of the day. */
async function asIfReceivedInTime({ database: { db } }: World): Promise<void> {
  await db.update(orders).set({ createdAt: sql`${orders.orderedAt} + interval '9 minutes'` });
  await db.execute(sql`
    update failures set first_seen_at = first_seen_at - day.place * interval '31 minutes'
    from (select id, row_number() over (order by id) - 1 as place from failures) as day where day.id = failures.id`);
}

/** Somebody is to hear by mail of what stands. */
async function alertOf({ database: { db } }: World, { id: branchId }: TestBranch): Promise<void> {
  const settings = { name: 'Operations', url: null, recipients: ['ops@example.com'], secretEnvelope: '' };
  await createAlertChannel(db, cliActor, { id: newAlertChannelId(), kind: 'email', ...settings });
  const words = { title: 'Airport (airport) is behind', message: 'A receive was due, and none has come through since.' };
  const since = new Date(Date.now() - 45 * 60_000);
  await anAlert(db, branchId, { ...words, since, severity: 'critical', subject: `branch:${branchId}` });
}
