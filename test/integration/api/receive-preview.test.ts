import { type PreviewedOrder, receivePreviewSchema } from '@branch-sync/contract';
import { branches, links } from '@branch-sync/db';
import { generatedBranch, type OdooDatabase, type Row, recordedBranch, recordedCentral } from '@branch-sync/odoo-sim';
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { storedTexts } from '../../harness/stored-texts.ts';
import { aWorld, canarySecret, ledgerOf, standingFailures, type TestBranch, type World } from '../../harness/world.ts';
import { anApi } from './an-api.ts';

const password = canarySecret;

async function anApiOf(world: World, given: { connectionTestMs?: number } = {}) {
  const api = await anApi({ database: world.database, db: world.database.db, secretBox: world.deps.secretBox, ...given });
  const path = `/api/branches/${world.branches[0].code}/receive/preview`;
  const preview = async (orders?: number) => {
    const answer = await api.call('POST', path, { as: 'operator', ...(orders === undefined ? {} : { body: { orders } }) });
    expect(answer.statusCode, answer.body).toBe(200);
    return receivePreviewSchema.parse(answer.json()).orders;
  };
  return { api, path, preview };
}

async function setBranch(world: World, branch: TestBranch, settings: Partial<typeof branches.$inferInsert>) {
  await world.database.db.update(branches).set(settings).where(eq(branches.id, branch.id));
}

/** All that our database holds; of keys alone it is noted when they were used. */
async function everythingStored(world: World) {
  const texts = await storedTexts(world.database);
  return new Map([...texts].filter(([place]) => !place.startsWith('api_keys.') && !place.startsWith('queue.')));
}

/** All that a database of the stand-in holds. */
function everythingIn(odoo: OdooDatabase) {
  return Object.fromEntries([...odoo.models.keys()].map((model) => [model, odoo.records(model)]));
}

const asking = ['search_read', 'search_count', 'fields_get', 'check_access_rights', 'version', 'authenticate', 'context_get'];

describe.each([16, 19] as const)('of an Odoo %i, the newest orders', (version) => {
  it('are shown as they come in then, and nothing is written for it', async () => {
    const central = recordedCentral('central', { password, version });
    const odoo = recordedBranch(1, 'b1', { password, version });
    const world = await aWorld([odoo], { central });
    const [branch] = world.branches;
    for (const right of ['create', 'write'] as const) central.allow('res.partner', right);
    await setBranch(world, branch, { customerRule: 'match_and_create' });
    const newest = odoo
      .records('pos.order')
      .filter(({ state }) => state !== 'draft')
      .toSorted((a, b) => b.id - a.id);
    const [first, second, third, fourth] = newest.map(({ id }) => id);
    const stranger = odoo.insert('res.partner', { name: 'Zoe Newcomer', email: 'zoe@new.example' });
    odoo.update('pos.order', first ?? 0, { partner_id: stranger });
    odoo.update('pos.order', second ?? 0, { [version === 16 ? 'note' : 'general_customer_note']: 'ring twice' });
    const unknown = odoo.insert('product.product', { name: 'Nobody knows it' });
    const line = odoo.records('pos.order.line').find(({ order_id: order }) => order === third);
    odoo.update('pos.order.line', line?.id ?? 0, { product_id: unknown });
    await world.receive(branch, { request: { orderIds: [fourth] } });
    await world.database.db.delete(links);
    const { preview } = await anApiOf(world);
    const [stored, inCentral, inBranch] = [await everythingStored(world), everythingIn(central), everythingIn(odoo)];

    world.sim.calls.reset();
    const previewed = await preview(20);
    expect(world.sim.calls.entries().map(({ method }) => method)).toEqual(expect.arrayContaining(['search_read']));
    for (const { model, method } of world.sim.calls.entries()) expect(asking, `${model} ${method}`).toContain(method);
    expect(await everythingStored(world)).toEqual(stored);
    expect(everythingIn(central)).toEqual(inCentral);
    expect(everythingIn(odoo)).toEqual(inBranch);

    expect(previewed.map(({ remoteId }) => remoteId)).toEqual(newest.slice(0, 20).map(({ id }) => id));
    expect(previewed.slice(0, 4).map(({ outcome }) => outcome)).toEqual(['ready', 'ready', 'failed', 'already_there']);
    expect(previewed[0]?.salesOrder?.customer).toEqual({ id: null, name: 'Zoe Newcomer' });
    expect(previewed[1]?.salesOrder).toMatchObject({ note: 'ring twice' });
    expect(previewed[1]?.salesOrder?.lines.at(-1)).toMatchObject({ product: null, description: 'ring twice' });
    expect(previewed[2]).toMatchObject({
      salesOrder: null,
      failure: { code: 'product.not_found', cause: { model: 'product.product', remoteId: unknown } },
    });
    expect(await preview()).toEqual(previewed.slice(0, 10));

    // And then they do come in.
    await world.receive(branch);
    const ledger = new Map((await ledgerOf(world, branch)).map((row) => [row.remoteId, row]));
    for (const one of previewed) {
      const row = ledger.get(one.remoteId);
      expect({ ready: 'imported', failed: 'failed', already_there: 'imported' }[one.outcome]).toBe(row?.status);
      expect(Number(one.posTotal)).toBe(Number(row?.posTotal));
      if (one.salesOrder !== null) expectMade(world, one.salesOrder, row?.centralId ?? 0);
    }
    const failures = await standingFailures(world, branch);
    const failed = previewed.flatMap(({ remoteId, failure }) => (failure === null ? [] : [[remoteId, failure.message]]));
    expect(
      failures.filter(({ remoteId }) => ledger.has(remoteId ?? 0)).map(({ remoteId, message }) => [remoteId, message]),
    ).toEqual(expect.arrayContaining(failed));
  });
});

function expectMade({ central }: World, shown: NonNullable<PreviewedOrder['salesOrder']>, centralId: number): void {
  const order = central.records('sale.order').find(({ id }) => id === centralId);
  const nameOf = (model: string, id: Row[string] | undefined) => central.records(model).find((row) => row.id === id)?.['name'];
  expect(order).toMatchObject({
    origin: shown.origin,
    user_id: shown.salesperson?.id,
    warehouse_id: shown.warehouse?.id,
    pricelist_id: shown.pricelist?.id,
  });
  expect(nameOf('res.partner', order?.['partner_id'])).toBe(shown.customer.name);
  expect(nameOf('res.users', order?.['user_id'])).toBe(shown.salesperson?.name);
  const lines = central.records('sale.order.line').filter(({ order_id: of }) => of === centralId);
  expect(lines.map(({ name }) => name)).toEqual(shown.lines.map(({ description }) => description));
  expect(lines.map(({ product_id: product }) => product || null)).toEqual(shown.lines.map(({ product }) => product?.id ?? null));
  for (const [index, { quantity, unitPrice, discount, taxes }] of shown.lines.entries()) {
    const made = lines[index];
    if (!made?.['product_id']) continue;
    expect(made).toMatchObject({ product_uom_qty: quantity, discount });
    expect(Number(made['price_unit'])).toBeCloseTo(unitPrice, 2);
    expect(made['tax_ids'] ?? made['tax_id'] ?? []).toEqual(taxes.map(({ id }) => id));
  }
}

describe('what would be refused', () => {
  const aShop = () => generatedBranch({ name: 'b1', seed: 9, orders: 3, refundShare: 0, password });

  it('is told for what the settings name in vain, as an import tells it', async () => {
    const world = await aWorld([aShop()]);
    const [branch] = world.branches;
    await setBranch(world, branch, { warehouseId: 999 });
    const { preview } = await anApiOf(world);
    const [order] = await preview(1);
    expect(order).toMatchObject({ outcome: 'failed', salesOrder: null, failure: { code: 'warehouse.gone', cause: null } });
    await world.receive(branch);
    const messages = (await standingFailures(world, branch)).map(({ message }) => message);
    expect(messages).toContain(order?.failure?.message);
  });

  it('is no customer whom central would not let us make: the default one is shown', async () => {
    const odoo = aShop();
    const [order] = odoo.records('pos.order').toSorted((a, b) => b.id - a.id);
    odoo.update('pos.order', order?.id ?? 0, {
      partner_id: odoo.insert('res.partner', { name: 'Zoe', email: 'zoe@new.example' }),
    });
    const world = await aWorld([odoo]);
    await setBranch(world, world.branches[0], { customerRule: 'match_and_create' });
    const { preview } = await anApiOf(world);
    expect((await preview(1))[0]?.salesOrder?.customer).toMatchObject({ id: 95 });
  });

  it('is left to be seen where our user may not read what is named', async () => {
    const world = await aWorld([aShop()]);
    world.central.deny('stock.warehouse', 'read');
    const { preview } = await anApiOf(world);
    expect((await preview(1))[0]).toMatchObject({ outcome: 'ready', salesOrder: { warehouse: { id: 3, name: '#3' } } });
  });
});

it('says which side does not answer, in time', async () => {
  const world = await aWorld([generatedBranch({ name: 'b1', seed: 10, orders: 1, password })]);
  const { api, path } = await anApiOf(world, { connectionTestMs: 1_500 });
  const troubles = [
    [{ match: { database: 'b1', model: 'pos.order' }, kind: 'hang' }, 'branch.unseen', 'Branch b1'],
    [{ match: { database: 'central', model: 'product.product' }, kind: 'html-502' }, 'central.unseen', 'Central'],
    [{ match: { database: 'central' }, kind: 'refuse' }, 'central.unseen', 'Central'],
  ] as const;
  for (const [outage, code, place] of troubles) {
    world.sim.outages.add(outage);
    const answer = await api.call('POST', path);
    expect([answer.statusCode, answer.json().code], answer.body).toEqual([503, code]);
    expect(answer.json().detail).toContain(place);
    world.sim.outages.clear();
  }
});

it.each([[{ orders: 0 }], [{ orders: 21 }], [{ orders: 'all' }], [{ limit: 3 }]])('refuses %o', async (body) => {
  const world = await aWorld([generatedBranch({ name: 'b1', seed: 11, orders: 1, password })]);
  const { api, path } = await anApiOf(world);
  expect((await api.call('POST', path, { body })).statusCode).toBe(422);
});
