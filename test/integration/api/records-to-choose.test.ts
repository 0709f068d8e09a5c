import { odooRecordListSchema } from '@branch-sync/contract';
import { recordedBranch, recordedCentral } from '@branch-sync/odoo-sim';
import { describe, expect, it } from 'vitest';
import { aWorld, canarySecret, type World } from '../../harness/world.ts';
import { anApi } from './an-api.ts';

const password = canarySecret;

async function aWorldOf(version: 16 | 19 = 19): Promise<World> {
  const central = recordedCentral('central', { password, version });
  return aWorld([recordedBranch(1, 'b1', { password, version })], { central });
}

async function anApiOf(world: World) {
  const api = await anApi({ database: world.database, db: world.database.db, secretBox: world.deps.secretBox });
  const search = async (query: Record<string, string>, path = '/api/central/records') => {
    const answer = await api.call('GET', `${path}?${new URLSearchParams(query)}`, { as: 'operator' });
    expect(answer.statusCode, answer.body).toBe(200);
    return odooRecordListSchema.parse(answer.json());
  };
  return { api, search };
}

describe.each([16, 19] as const)('of an Odoo %i, central’s records', (version) => {
  it('are found by name and by the keys of their model, by name', async () => {
    const world = await aWorldOf(version);
    const { search } = await anApiOf(world);
    const { central } = world;
    central.insert('product.product', { name: 'Zebra mug', default_code: 'ZM-1', barcode: '8712345678906' });
    central.insert('product.product', { name: 'Another zebra' });
    central.insert('res.partner', { name: 'Zoe', email: 'zoe@zebra.example', vat: 'BE0477472701', ref: 'Z-77' });
    const found = async (model: string, q: string) => (await search({ model, q })).items.map(({ name, hint }) => [name, hint]);
    const mug = ['Zebra mug', 'ZM-1 · 8712345678906'];
    expect(await found('product.product', 'zebra')).toEqual([['Another zebra', null], mug]);
    expect(await found('product.product', 'zm-')).toEqual([mug]);
    expect(await found('product.product', '234567890')).toEqual([mug]);
    for (const q of ['zoe', 'zebra.example', 'BE0477', 'Z-77']) {
      expect(await found('res.partner', q)).toEqual([['Zoe', 'zoe@zebra.example · BE0477472701']]);
    }
    expect(await found('res.users', 'ann')).toEqual([['Anna Central', 'anna']]);
    expect(await found('stock.warehouse', 'B1')).toEqual([['Warehouse B1', expect.any(String)]]);
    expect(await found('product.pricelist', 'Branch 1')).toEqual([['Branch 1 prices', 'USD']]);
    expect(await found('res.company', 'Chicago')).toHaveLength(1);
    expect(await found('product.product', 'nothing like it')).toEqual([]);
  });
});

it('what patterns are made of is looked for as it is written', async () => {
  const world = await aWorldOf();
  const { search } = await anApiOf(world);
  world.central.insert('product.product', { name: '50% off_all \\ day' });
  const found = async (q: string) => (await search({ model: 'product.product', q })).items.map(({ name }) => name);
  for (const q of ['50%', 'f_a', '\\']) expect(await found(q), q).toEqual(['50% off_all \\ day']);
  for (const q of ['5%f', 'o_f']) expect(await found(q), q).toEqual([]);
});

it('there is to choose from what makes sense: sale taxes, people of the house, nothing archived', async () => {
  const world = await aWorldOf();
  const { search } = await anApiOf(world);
  const { central } = world;
  const portal = central.insert('res.users', { name: 'Portal Paul', login: 'paul', share: true, active: true });
  const purchase = central.insert('account.tax', { name: 'Bought', type_tax_use: 'purchase', amount: 6, amount_type: 'percent' });
  const old = central.insert('product.product', { name: 'Of the past', active: false });
  expect((await search({ model: 'res.users', limit: '100' })).items.map(({ id }) => id)).not.toContain(portal);
  const taxes = (await search({ model: 'account.tax', limit: '100' })).items;
  expect(taxes.map(({ id }) => id)).not.toContain(purchase);
  expect(new Set(taxes.map(({ hint }) => hint))).toContain('15 %, on top of prices');
  expect((await search({ model: 'product.product', q: 'of the past' })).items).toEqual([]);

  // What was chosen once is shown, whatever has become of it.
  expect(await search({ model: 'product.product', ids: `${old},99999` })).toEqual({
    items: [{ id: old, name: 'Of the past', hint: null, isArchived: true }],
    isTruncated: false,
  });
  const ids = `${portal},2`;
  expect((await search({ model: 'res.users', ids, limit: '1' })).items.map(({ name }) => name)).toEqual([
    'Mitchell Admin',
    'Portal Paul',
  ]);
});

it('says when there are more, and what tells twins apart', async () => {
  const world = await aWorldOf();
  const { search } = await anApiOf(world);
  const { central } = world;
  const [first, ...more] = central.records('res.company').map(({ id }) => id);
  for (const company of [first ?? 0, ...more])
    central.insert('stock.warehouse', { name: 'Twin', code: 'TW', company_id: company });
  const twins = await search({ model: 'stock.warehouse', q: 'Twin' });
  expect(twins.isTruncated).toBe(false);
  expect(new Set(twins.items.map(({ hint }) => hint)).size).toBe(twins.items.length);
  expect(twins.items[0]?.hint).toMatch(/^TW · /);
  const two = await search({ model: 'stock.warehouse', q: 'Twin', limit: '2' });
  expect([two.items.length, two.isTruncated]).toEqual([2, true]);

  central.insert('res.partner.category', {
    name: 'Gold',
    active: true,
    parent_id: central.insert('res.partner.category', { name: 'Members', active: true }),
  });
  central.insert('product.tag', { name: 'Gold' });
  const parent = central.insert('product.category', { name: 'All' });
  central.insert('product.category', { name: 'Gold', parent_id: parent });
  const [tag] = (await search({ model: 'res.partner.category', q: 'gold' })).items;
  expect(tag).toMatchObject({ name: 'Members / Gold', hint: null });
  expect((await search({ model: 'product.tag', q: 'gold' })).items).toMatchObject([{ name: 'Gold', hint: null }]);
  expect((await search({ model: 'product.category', q: 'gold' })).items).toMatchObject([{ name: 'All / Gold' }]);
  expect((await search({ model: 'uom.uom', q: 'pack' })).items).toMatchObject([{ name: 'Pack of 6', hint: '6 Units' }]);
  expect((await search({ model: 'pos.payment.method', q: 'cash' })).items[0]?.hint).toBe('Cash Furn. Shop');
});

it('a branch’s tills are found likewise', async () => {
  const world = await aWorldOf();
  const { search } = await anApiOf(world);
  const path = '/api/branches/b1/branch-records';
  const bar = world.branches[0].odoo.insert('pos.config', { name: 'Bar', active: true });
  expect((await search({ model: 'pos.config' }, path)).items.map(({ name }) => name)).toEqual(['Bar', 'Shop']);
  expect(await search({ model: 'pos.config', q: 'ba' }, path)).toEqual({
    items: [{ id: bar, name: 'Bar', hint: null, isArchived: false }],
    isTruncated: false,
  });
});

it('asks each Odoo twice and no more, and says what is the matter where it does not tell', async () => {
  const world = await aWorldOf();
  const { api, search } = await anApiOf(world);
  await search({ model: 'res.company' });
  world.sim.calls.reset();
  await search({ model: 'res.partner', q: 'customer' });
  expect(world.sim.calls.count({ database: 'central', model: 'res.partner' })).toBe(2);

  world.central.deny('stock.warehouse', 'read');
  const denied = await api.call('GET', '/api/central/records?model=stock.warehouse');
  expect([denied.statusCode, denied.json().code]).toEqual([409, 'central.access_denied']);
  expect(denied.json().detail).toMatch(/does not let our user read stock\.warehouse.*give the service user the group/s);

  world.sim.outages.add({ match: { database: 'central' }, kind: 'refuse' });
  world.sim.outages.add({ match: { database: 'b1' }, kind: 'html-502' });
  const asks = [
    ['/api/central/records?model=res.users', 'central.unseen', 'Central'],
    ['/api/branches/b1/branch-records?model=pos.config', 'branch.unseen', 'Branch b1'],
  ] as const;
  for (const [path, code, place] of asks) {
    const away = await api.call('GET', path, { as: 'operator' });
    expect([away.statusCode, away.json().code], away.body).toEqual([503, code]);
    expect(away.json().detail).toContain(place);
  }
});

it('is over in time, whatever the other side does', async () => {
  const world = await aWorldOf();
  world.sim.outages.add({ match: { database: 'central' }, kind: 'hang' });
  const { database, deps } = world;
  const api = await anApi({ database, db: database.db, secretBox: deps.secretBox, connectionTestMs: 200 });
  const answer = await api.call('GET', '/api/central/records?model=res.users');
  expect([answer.statusCode, answer.json().code]).toEqual([503, 'central.unseen']);
});

it.each([
  ['model=ir.config_parameter', 'model'],
  ['model=res.users&q=a&ids=1', 'ids'],
  ['model=res.users&ids=a', 'ids'],
  ['model=res.users&ids=', 'ids'],
  ['model=res.users&limit=101', 'limit'],
  ['q=a', 'model'],
])('refuses %s', async (query, field) => {
  const api = await anApi();
  const answer = await api.call('GET', `/api/central/records?${query}`);
  expect(answer.statusCode, answer.body).toBe(400);
  expect(answer.json().errors.map((error: { field: string }) => error.field.split('.')[0])).toContain(field);
});

it('without a central there is nothing to choose from', async () => {
  const api = await anApi();
  const answer = await api.call('GET', '/api/central/records?model=res.users');
  expect([answer.statusCode, answer.json().code]).toEqual([503, 'central.unseen']);
});
