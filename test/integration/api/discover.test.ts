import { mappingDiscoverySchema, mappingPageSchema, missingSuggestionPageSchema } from '@branch-sync/contract';
import { generatedBranch, type OdooDatabase, recordedBranch, recordedCentral } from '@branch-sync/odoo-sim';
import { describe, expect, it } from 'vitest';
import { aWorld, canarySecret, type World } from '../../harness/world.ts';
import { anApi } from './an-api.ts';

const password = canarySecret;

async function anApiOf(world: World) {
  const api = await anApi({ database: world.database, db: world.database.db, secretBox: world.deps.secretBox });
  const read = async (method: 'GET' | 'POST', path: string) => {
    const answer = await api.call(method, `/api/branches/b1/mappings${path}`, { as: 'operator' });
    expect(answer.statusCode, answer.body).toBe(200);
    return answer.json();
  };
  return {
    api,
    discover: async () => mappingDiscoverySchema.parse(await read('POST', '/discover')),
    mappings: async (query: string) => mappingPageSchema.parse(await read('GET', `?limit=200&${query}`)).items,
    suggestions: async (query: string) =>
      missingSuggestionPageSchema.parse(await read('GET', `/suggestions/missing?limit=100&${query}`)).items,
  };
}

const activeSaleTaxes = (odoo: OdooDatabase) =>
  odoo.records('account.tax').filter(({ type_tax_use: use, active }) => use === 'sale' && active !== false);

describe.each([16, 19] as const)('of an Odoo %i, a new branch', (version) => {
  it('tells what there is to map before its first order comes, and central what it may be', async () => {
    const central = recordedCentral('central', { password, version });
    const world = await aWorld([recordedBranch(1, 'b1', { password, version })], { central });
    const { discover, mappings, suggestions } = await anApiOf(world);
    const { odoo } = world.branches[0];
    expect((await mappings('')).map(({ remoteId, remoteName }) => [remoteId, remoteName])).toEqual([[6, null]]);

    const { known, unread } = await discover();
    expect(unread).toEqual([]);
    const records = Object.fromEntries(known.map(({ model, records }) => [model, records]));
    const sellers = new Set(odoo.records('pos.order').flatMap(({ state, user_id: user }) => (state === 'draft' ? [] : [user])));
    expect(records).toEqual({
      'res.users': sellers.size,
      'account.tax': activeSaleTaxes(odoo).length,
      'pos.payment.method': odoo.records('pos.payment.method').length,
      'uom.uom': odoo.records('uom.uom').length,
    });
    const users = await mappings('model=res.users');
    expect(users.map(({ remoteId }) => remoteId).toSorted()).toEqual([...sellers].toSorted());
    expect(users.find(({ remoteId }) => remoteId === 8)).toMatchObject({ remoteName: 'Cashier Three', state: 'default' });
    const methods = await mappings('model=pos.payment.method');
    expect(new Set(methods.map(({ state, centralId }) => [state, centralId].join()))).toEqual(new Set(['unneeded,']));

    expect(await suggestions('model=pos.payment.method')).toEqual([]);
    const [cash] = (await suggestions('model=pos.payment.method&state=unlinked')).filter(
      ({ remoteName }) => remoteName === 'Cash',
    );
    expect(cash?.suggestions[0]).toMatchObject({ centralName: 'Cash', score: 0.95 });
    world.central.insert('res.users', { name: 'Cashier Three', login: 'three', active: true, share: false });
    const cashiers = await suggestions('model=res.users&state=unlinked');
    expect(cashiers.find(({ remoteId }) => remoteId === 8)?.suggestions[0]).toMatchObject({ centralName: 'Cashier Three' });
    // One that somebody has mapped is asked for no more: user 6 is, in this world.
    expect(cashiers.map(({ remoteId }) => remoteId)).not.toContain(6);
    // Taxes are known by what they are made of.
    const taxes = await suggestions('model=account.tax&state=unlinked');
    expect(
      taxes.map(({ suggestions: [best] }) => best?.why).filter((why) => why?.startsWith('same kind and amount')),
    ).not.toEqual([]);
  });
});

it('has nobody sold yet, the people of the house may', async () => {
  const odoo = generatedBranch({ name: 'b1', seed: 3, orders: 1, refundShare: 0, password });
  for (const { id } of odoo.records('pos.order')) odoo.update('pos.order', id, { state: 'draft' });
  odoo.insert('res.users', { name: 'Portal Paul', login: 'paul', share: true, active: true });
  const world = await aWorld([odoo]);
  const { discover, mappings } = await anApiOf(world);
  await discover();
  const names = (await mappings('model=res.users')).flatMap(({ remoteName }) => remoteName ?? []);
  expect(names).toContain('Cashier Two');
  expect(names).not.toContain('Portal Paul');
});

it('asks again what may have changed since, and forgets nothing that orders have named', async () => {
  const odoo = generatedBranch({ name: 'b1', seed: 4, orders: 3, refundShare: 0, password });
  const world = await aWorld([odoo]);
  await world.receive(world.branches[0]);
  const { discover, mappings } = await anApiOf(world);
  const linked = (await mappings('model=account.tax')).filter(({ centralId }) => centralId !== null);
  const [method] = odoo.records('pos.payment.method');
  odoo.update('pos.payment.method', method?.id ?? 0, { sequence: 1 });
  odoo
    .table('pos.payment.method')
    .update(odoo.table('pos.payment.method').get(method?.id ?? 0) ?? expect.fail(), { name: 'Coins' });
  await discover();
  expect((await mappings('model=pos.payment.method')).map(({ remoteName }) => remoteName)).toContain('Coins');
  const after = await mappings('model=account.tax');
  for (const tax of linked) expect(after).toContainEqual(tax);
  const counted = await discover();
  expect(counted).toEqual(await discover());
});

it('says what our user may not read, and keeps the rest; nothing where the branch does not answer', async () => {
  const world = await aWorld([recordedBranch(1, 'b1', { password })]);
  const { api, discover } = await anApiOf(world);
  const { odoo } = world.branches[0];
  odoo.deny('account.tax', 'read');
  const { known, unread } = await discover();
  expect(known.map(({ model }) => model)).toEqual(['res.users', 'pos.payment.method', 'uom.uom']);
  expect(unread).toEqual([{ model: 'account.tax', why: expect.stringContaining('does not let our user read account.tax') }]);
  const { items } = (await api.call('GET', '/api/audit?action=mappings.discover')).json();
  expect(items).toMatchObject([{ branchCode: 'b1', actor: 'key:operator' }]);

  world.sim.outages.add({ match: { database: 'b1' }, kind: 'refuse' });
  const away = await api.call('POST', '/api/branches/b1/mappings/discover');
  expect([away.statusCode, away.json().code]).toEqual([503, 'branch.unseen']);
});
