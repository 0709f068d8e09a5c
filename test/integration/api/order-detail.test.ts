import { orderDetailSchema, orderSidesSchema } from '@branch-sync/contract';
import { circuits } from '@branch-sync/db';
import { confirmOrder, generatedBranch, recordedBranch, recordedCentral } from '@branch-sync/odoo-sim';
import { describe, expect, it } from 'vitest';
import { aWorld, canarySecret, ledgerOf, type TestBranch, type World } from '../../harness/world.ts';
import { anApi } from './an-api.ts';

const password = canarySecret;

async function anApiOf(world: World, given: { connectionTestMs?: number } = {}) {
  const api = await anApi({ database: world.database, db: world.database.db, secretBox: world.deps.secretBox, ...given });
  const get = async (path: string) => {
    const answer = await api.call('GET', path, { as: 'viewer' });
    expect(answer.statusCode, answer.body).toBe(200);
    return answer.json();
  };
  const pathOf = (branch: TestBranch, id: string) => `/api/branches/${branch.code}/orders/${id}`;
  return {
    api,
    detailOf: async (branch: TestBranch, id: string) => orderDetailSchema.parse(await get(pathOf(branch, id))),
    sidesOf: async (branch: TestBranch, id: string) => orderSidesSchema.parse(await get(`${pathOf(branch, id)}/sides`)),
  };
}

it('tells what happened to an order from the till to the last reconcile', async () => {
  const odoo = generatedBranch({ name: 'b1', seed: 5, orders: 3, refundShare: 0, password });
  const stranger = odoo.insert('product.product', { name: 'Nobody knows it' });
  const [line] = odoo.records('pos.order.line');
  odoo.update('pos.order.line', line?.id ?? 0, { product_id: stranger });
  const world = await aWorld([odoo]);
  const [branch] = world.branches;
  const first = await world.receive(branch);
  const failed = (await ledgerOf(world, branch)).find(({ status }) => status === 'failed');
  const again = { request: { orderIds: [failed?.remoteId] } };
  const second = await world.receive(branch, again);
  world.central.insert('product.product', { name: 'Nobody knows it', default_code: 'NEW' });
  odoo.update('product.product', stranger, { default_code: 'NEW' });
  const third = await world.receive(branch, again);
  const day = String(failed?.orderedAt.toISOString().slice(0, 10));
  confirmOrder(world.central, (await ledgerOf(world, branch)).find(({ id }) => id === failed?.id)?.centralId ?? 0);
  const reconciled = await world.reconcile(branch, { request: { from: day, to: day } });
  const { detailOf } = await anApiOf(world);

  const { history, ...order } = await detailOf(branch, failed?.id ?? '');
  expect(order).toMatchObject({ id: failed?.id, status: 'imported', branchCode: 'b1', customerId: 95 });
  expect(history.map(({ what, run }) => [what, run?.id ?? null])).toEqual([
    ['sold', null],
    ['tried', null],
    ['tried', second.run.id],
    ['cured', null],
    ['imported', third.run.id],
    ['seen', reconciled.run.id],
  ]);
  expect(first.run.failed).toBe(1);
  expect(history.map(({ at }) => at)).toEqual(history.map(({ at }) => at).toSorted());
  expect(history[1]).toMatchObject({ failure: { code: 'product.not_found', status: 'resolved' } });
  expect(history[1]?.text).toContain('Nobody knows it');
  expect(history[5]?.text).toBe('In central it is a confirmed order.');
  const neighbour = (await ledgerOf(world, branch)).find(({ id }) => id !== failed?.id);
  const told = (await detailOf(branch, neighbour?.id ?? '')).history;
  expect(told.map(({ what, run }) => [what, run?.id ?? null]).slice(0, 2)).toEqual([
    ['sold', null],
    ['imported', first.run.id],
  ]);
});

describe.each([16, 19] as const)('of an Odoo %i, both sides of an order', (version) => {
  it('stand as they are now: lines, taxes, payments and totals to the cent', async () => {
    const central = recordedCentral('central', { password, version });
    const world = await aWorld([recordedBranch(1, 'b1', { password, version })], { central });
    const [branch] = world.branches;
    await world.receive(branch);
    const { sidesOf } = await anApiOf(world);
    const imported = (await ledgerOf(world, branch)).filter(({ status }) => status === 'imported');
    for (const order of imported.filter((_, index) => index % 40 === 0)) {
      const { branch: till, central: made } = await sidesOf(branch, order.id);
      if ('unseen' in till || made === null || 'unseen' in made) return expect.fail(JSON.stringify([till, made]));
      expect(till).toMatchObject({ id: order.remoteId, currency: 'USD', orderedAt: order.orderedAt.toISOString() });
      expect([Number(till.total), Number(made.total)]).toEqual([Number(order.posTotal), Number(order.centralTotal)]);
      expect(made).toMatchObject({ id: order.centralId, name: order.centralName, state: 'draft', note: null });
      const cents = (text: string) => Math.round(Number(text) * 100);
      for (const side of [till, made]) {
        expect(cents(side.untaxed) + cents(side.tax)).toBe(cents(side.total));
        for (const amount of [side.total, side.tax, ...side.lines.map(({ subtotal }) => subtotal)]) {
          expect(amount).toMatch(/^-?\d+\.\d\d$/);
        }
      }
      expect(till.payments.map(({ amount }) => cents(amount)).reduce((sum, one) => sum + one, 0)).toBe(cents(till.total));
      const sold = made.lines.filter(({ product }) => product !== null);
      expect(sold.map(({ taxes }) => taxes.length)).toEqual(till.lines.map(({ taxes }) => taxes.length));
      expect(sold.map(({ description }) => description.split('\n')[0])).toEqual(
        till.lines.map(({ description }) => description.split('\n')[0]),
      );
    }
  });
});

describe('a side that cannot be looked at', () => {
  async function anImportedOrder() {
    const world = await aWorld([generatedBranch({ name: 'b1', seed: 6, orders: 2, refundShare: 0, password })]);
    const [branch] = world.branches;
    await world.receive(branch);
    const [order] = await ledgerOf(world, branch);
    if (order === undefined) throw new Error('There are two orders.');
    return { world, branch, order };
  }

  it('says that it does not answer, and the other one is told', async () => {
    const { world, branch, order } = await anImportedOrder();
    const { sidesOf } = await anApiOf(world, { connectionTestMs: 1_000 });
    world.sim.outages.add({ match: { database: 'b1' }, kind: 'hang' });
    const sides = await sidesOf(branch, order.id);
    expect(sides).toMatchObject({ branch: { unseen: expect.stringMatching(/^Branch b1 /) }, central: { id: order.centralId } });
    world.sim.outages.clear();
    world.central.deny('sale.order', 'read');
    expect(await sidesOf(branch, order.id)).toMatchObject({
      branch: { id: order.remoteId },
      central: { unseen: expect.stringContaining('does not let our user read sale.order') },
    });
  });

  it('is told at once where it is known to be offline, without a call', async () => {
    const { world, branch, order } = await anImportedOrder();
    const { sidesOf } = await anApiOf(world);
    const open = { misses: 3, firstMissAt: new Date(), openSince: new Date('2026-11-20T10:20:30Z') };
    const nextTryAt = new Date(Date.now() + 60_000);
    await world.database.db.insert(circuits).values({ place: branch.id, branchId: branch.id, ...open, nextTryAt });
    world.sim.calls.reset();
    expect((await sidesOf(branch, order.id)).branch).toEqual({
      unseen: 'b1 “Shop b1” is offline: it has not answered since 2026-11-20 10:20 UTC.',
    });
    expect(world.sim.calls.count({ database: 'b1' })).toBe(0);
  });

  it('is gone, or another order has its id by now', async () => {
    const { world, branch, order } = await anImportedOrder();
    const { sidesOf } = await anApiOf(world);
    world.central.remove('sale.order', order.centralId ?? 0);
    branch.odoo.update('pos.order', order.remoteId, { uuid: '11111111-1111-4111-8111-111111111111' });
    expect(await sidesOf(branch, order.id)).toEqual({
      branch: { unseen: 'b1 “Shop b1” has this order no longer.' },
      central: { unseen: 'Central has this Sales Order no longer, or our user may not see it.' },
    });
  });

  it('is not there where no Sales Order was made', async () => {
    const { world, branch, order } = await anImportedOrder();
    await world.database.sql`update orders set status = 'failed', central_id = null where id = ${order.id}`;
    const { sidesOf } = await anApiOf(world);
    world.sim.calls.reset();
    expect(await sidesOf(branch, order.id)).toMatchObject({ branch: { id: order.remoteId }, central: null });
    expect(world.sim.calls.count({ database: 'central' })).toBe(0);
  });
});

it('an order of another branch is none of this one', async () => {
  const shop = (name: string, seed: number) => generatedBranch({ name, seed, orders: 1, refundShare: 0, password });
  const world = await aWorld([shop('b1', 7), shop('b2', 8)]);
  const [branch] = world.branches;
  await world.receive(branch);
  const [order] = await ledgerOf(world, branch);
  const { api } = await anApiOf(world);
  for (const rest of ['', '/sides']) {
    const answer = await api.call('GET', `/api/branches/b2/orders/${order?.id}${rest}`);
    expect([answer.statusCode, answer.json().code]).toEqual([404, 'order.not_found']);
    expect((await api.call('GET', `/api/branches/b1/orders/nonsense${rest}`)).statusCode).toBe(400);
  }
});
