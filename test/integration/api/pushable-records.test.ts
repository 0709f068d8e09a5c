import { pushableRecordPageSchema } from '@branch-sync/contract';
import { branches } from '@branch-sync/db';
import type { OdooDatabase } from '@branch-sync/odoo-sim';
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { World } from '../../harness/world.ts';
import { aProduct, aPushWorld, productOf } from '../push/a-push-world.ts';
import { anApi } from './an-api.ts';

async function anApiOf(world: World) {
  const api = await anApi({ database: world.database, db: world.database.db, secretBox: world.deps.secretBox });
  const list = async (query: Record<string, string>) => {
    const answer = await api.call('GET', `/api/branches/b1/records?${new URLSearchParams(query)}`, { as: 'operator' });
    expect(answer.statusCode, answer.body).toBe(200);
    return pushableRecordPageSchema.parse(answer.json());
  };
  return { api, list };
}

async function namesOf(list: Awaited<ReturnType<typeof anApiOf>>['list'], query: Record<string, string>) {
  return (await list(query)).items.map(({ name }) => name);
}

describe.each(['xmlrpc', 'json2'] as const)('by %s, what can be pushed', (transport) => {
  it('is found by name, reference, barcode and e-mail, of what the branch takes', async () => {
    const { world, central } = await aPushWorld({}, transport);
    aProduct(central, 'SEARCH-1', { name: 'Zebra mug', barcode: '8712345678906' });
    aProduct(central, 'SEARCH-2', { name: 'Zebra plate' });
    aProduct(central, 'SEARCH-3', { name: 'Zebra that is not sold', sale_ok: false });
    aProduct(central, 'SEARCH-4', { name: 'Zebra of the past', active: false });
    const partner = { name: 'Zoe Zebra', email: 'zoe@zebra.example', partner_share: true, parent_id: false };
    central.insert('res.partner', partner);
    const { list } = await anApiOf(world);
    const products = (q: string) => namesOf(list, { model: 'product.product', q });
    expect(await products('zebra')).toEqual(['Zebra mug', 'Zebra plate', 'Zebra of the past']);
    expect(await products('SEARCH-2')).toEqual(['Zebra plate']);
    expect(await products('234567890')).toEqual(['Zebra mug']);
    expect(await products('nothing like it')).toEqual([]);
    expect((await list({ model: 'product.product', q: 'zebra mug' })).items).toMatchObject([
      { keys: { reference: 'SEARCH-1', barcode: '8712345678906' }, isArchived: false, state: 'new', remoteIds: [] },
    ]);
    expect((await list({ model: 'res.partner', q: 'zebra.example' })).items).toMatchObject([
      { name: 'Zoe Zebra', keys: { email: 'zoe@zebra.example' } },
    ]);
    await world.database.db.update(branches).set({ masterData: { ...(await masterDataOf(world)), archive: false } });
    expect(await products('zebra')).toEqual(['Zebra mug', 'Zebra plate']);
  });

  it('says how each record stands to the branch', async () => {
    const { world, branch, central, odoo } = await aPushWorld({}, transport);
    const { list } = await anApiOf(world);
    const one = async (reference: string) => (await list({ model: 'product.product', q: reference })).items[0];
    const id = aProduct(central, 'STATE-1');
    expect(await one('STATE-1')).toMatchObject({ state: 'new', remoteIds: [], pushedAt: null, failure: null });

    await world.push(branch, { request: { mode: 'selected', ids: { 'product.product': [id] } } });
    const remoteIds = [productOf(odoo, 'STATE-1')?.id];
    expect(await one('STATE-1')).toMatchObject({ state: 'pushed', remoteIds, pushedAt: expect.any(String), failure: null });

    const later = new Date(Date.now() + 5_000);
    central.clock = () => later;
    central.update('product.product', id, { lst_price: 99 });
    expect(await one('STATE-1')).toMatchObject({ state: 'changed', remoteIds });

    aProduct(central, 'STATE-2');
    odoo.insert('product.product', { name: 'In the way', default_code: 'STATE-2' });
    odoo.insert('product.product', { name: 'In the way too', default_code: 'STATE-2' });
    const twice = productOf(central, 'STATE-2')?.id ?? 0;
    await world.push(branch, { request: { mode: 'selected', ids: { 'product.product': [twice] } } });
    expect(await one('STATE-2')).toMatchObject({ state: 'new', failure: { code: 'push.ambiguous', class: 'permanent' } });
  });
});

it('a hundred thousand products are gone through a page at a time, each in the same few small calls', async () => {
  const { world, central } = await aPushWorld();
  manyProducts(central, 100_000);
  const { api, list } = await anApiOf(world);
  const walk = async (query: Record<string, string>, pages: number) => {
    const seen: number[] = [];
    let cursor: string | null = null;
    for (let page = 0; page < pages; page += 1) {
      world.sim.calls.reset();
      const answer = await list({ ...query, limit: '200', ...(cursor === null ? {} : { cursor }) });
      expect(world.sim.calls.count({ database: 'central' })).toBeLessThanOrEqual(5);
      seen.push(...answer.items.map(({ centralId }) => centralId));
      cursor = answer.nextCursor;
      if (cursor === null) break;
    }
    return { seen, cursor };
  };
  const { total } = await list({ model: 'product.product', q: 'Bulk', limit: '1' });
  expect(total).toBe(100_000);
  // All of one in a hundred: ascending, each once, to the end.
  const some = await walk({ model: 'product.product', q: 'Bulk 7 of' }, 20);
  expect([some.seen.length, new Set(some.seen).size, some.cursor]).toEqual([1_000, 1_000, null]);
  expect(some.seen).toEqual([...some.seen].sort((a, b) => a - b));
  // And the last of all is as near as the first.
  const last = Math.max(...central.records('product.product').map(({ id }) => id));
  const cursor = Buffer.from(JSON.stringify(last - 3)).toString('base64url');
  const end = await list({ model: 'product.product', limit: '200', cursor });
  expect([end.items.map(({ centralId }) => centralId), end.nextCursor]).toEqual([[last - 2, last - 1, last], null]);

  const wrong = await api.call('GET', '/api/branches/b1/records?model=product.product&cursor=nonsense');
  expect([wrong.statusCode, wrong.json().code]).toEqual([400, 'request.cursor']);
});

it('where central does not answer, that is said', async () => {
  const { world } = await aPushWorld();
  const { api } = await anApiOf(world);
  world.sim.outages.add({ match: { database: 'central' }, kind: 'refuse' });
  const answer = await api.call('GET', '/api/branches/b1/records?model=product.product');
  expect([answer.statusCode, answer.json().code]).toEqual([503, 'central.unseen']);
});

function manyProducts(central: OdooDatabase, count: number): void {
  for (let index = 0; index < count; index += 1) {
    central.insert('product.product', { name: `Bulk ${index % 100} of ${index}`, default_code: `BULK-${index}`, sale_ok: true });
  }
}

async function masterDataOf(world: World) {
  const [row] = await world.database.db.select().from(branches).where(eq(branches.code, 'b1'));
  return row?.masterData ?? expect.fail('There is no branch.');
}
