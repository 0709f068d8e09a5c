import { receiveEstimateSchema } from '@branch-sync/contract';
import { runs } from '@branch-sync/db';
import { generatedBranch } from '@branch-sync/odoo-sim';
import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { aWorld, canarySecret, type World } from '../../harness/world.ts';
import { anApi } from './an-api.ts';

const password = canarySecret;
const sinceEver = '1970-01-01T00:00:00Z';

async function anApiOf(world: World) {
  const api = await anApi({ database: world.database, db: world.database.db, secretBox: world.deps.secretBox });
  const estimate = async (since = sinceEver, code = 'b1') => {
    const answer = await api.call('POST', `/api/branches/${code}/receive/estimate`, { as: 'operator', body: { since } });
    expect(answer.statusCode, answer.body).toBe(200);
    return receiveEstimateSchema.parse(answer.json());
  };
  return { api, estimate };
}

/** A run that has brought in so many orders in so many seconds. */
async function pretend(world: World, id: string, imported: number, seconds: number) {
  const startedAt = new Date('2026-11-20T10:00:00Z');
  const finishedAt = new Date(startedAt.getTime() + seconds * 1000);
  await world.database.db.update(runs).set({ imported, startedAt, finishedAt }).where(eq(runs.id, id));
}

it('counts what was sold since, what of it is in, and how long the rest takes at the pace of before', async () => {
  const shop = (name: string, seed: number) => generatedBranch({ name, seed, orders: 40, refundShare: 0, password });
  const world = await aWorld([shop('b1', 12), shop('b2', 13)]);
  const [first, second] = world.branches;
  const { estimate } = await anApiOf(world);
  // Nobody has imported anything yet.
  expect(await estimate()).toEqual({ orders: 40, alreadyThere: 0, seconds: null });

  const ids = first.odoo.records('pos.order').map(({ id }) => id);
  const some = await world.receive(first, { request: { orderIds: ids.slice(0, 10) } });
  await pretend(world, some.run.id, 10, 20);
  expect(await estimate()).toEqual({ orders: 40, alreadyThere: 10, seconds: 60 });
  // A branch that has imported nothing goes by the pace of all.
  expect(await estimate(sinceEver, 'b2')).toEqual({ orders: 40, alreadyThere: 0, seconds: 80 });

  // Small runs are mostly overhead: the large ones of late count, the branch's own first.
  const other = await world.receive(second ?? first, { request: { orderIds: ids.slice(0, 2) } });
  await pretend(world, other.run.id, 2, 1);
  expect((await estimate()).seconds).toBe(60);
  expect((await estimate(sinceEver, 'b2')).seconds).toBe(19);
});

it('counts from the moment that was asked for, and only what was sold', async () => {
  const odoo = generatedBranch({ name: 'b1', seed: 14, orders: 6, refundShare: 0, password });
  const [draft, ...others] = odoo.records('pos.order').map(({ id }) => id);
  odoo.update('pos.order', draft ?? 0, { state: 'draft' });
  const world = await aWorld([odoo]);
  const { estimate } = await anApiOf(world);
  expect((await estimate()).orders).toBe(others.length);
  expect((await estimate('2030-01-01T00:00:00+01:00')).orders).toBe(0);
  expect((await estimate('0000-01-01T00:00:00Z')).orders).toBe(others.length);
  world.sim.calls.reset();
  await estimate();
  expect(world.sim.calls.count({ database: 'b1', model: 'pos.order' })).toBe(1);
});

it('says that the branch does not answer, and what is no moment', async () => {
  const world = await aWorld([generatedBranch({ name: 'b1', seed: 15, orders: 1, password })]);
  const { api } = await anApiOf(world);
  const path = '/api/branches/b1/receive/estimate';
  for (const body of [{}, { since: 'yesterday' }, { since: '2026-11-20' }]) {
    expect((await api.call('POST', path, { body })).statusCode).toBe(422);
  }
  world.sim.outages.add({ match: { database: 'b1' }, kind: 'refuse' });
  const away = await api.call('POST', path, { body: { since: sinceEver } });
  expect([away.statusCode, away.json().code]).toEqual([503, 'branch.unseen']);
});
