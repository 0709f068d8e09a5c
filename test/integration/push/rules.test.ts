import { branches, failures, links, noMasterData } from '@branch-sync/db';
import type { OdooDatabase } from '@branch-sync/odoo-sim';
import { and, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { aProduct, aPushWorld, find, productOf, resultsOf, selection, standingCodes } from './a-push-world.ts';

const products = (...ids: number[]) => ({ mode: 'selected', ids: { 'product.product': ids } });
const idOf = (odoo: OdooDatabase, reference: string) => productOf(odoo, reference)?.id ?? 0;
const templateOf = (odoo: OdooDatabase, reference: string) => {
  const id = productOf(odoo, reference)?.['product_tmpl_id'];
  return odoo.records('product.template').find((row) => row.id === id);
};

describe.each(['xmlrpc', 'json2'] as const)('by %s, what the branch has changed', (transport) => {
  it('stays its own where the branch wins, whatever else is pushed meanwhile', async () => {
    const { world, branch, central, odoo } = await aPushWorld({ conflicts: 'branch_wins' }, transport);
    const id = aProduct(central, 'OWN', { lst_price: 5 });
    await world.push(branch, { request: products(id) });
    odoo.update('product.product', idOf(odoo, 'OWN'), { lst_price: 4 });
    central.update('product.product', id, { barcode: '2999999999999' });
    const other = await world.push(branch, { request: products(id) });
    expect(other.run).toMatchObject({ imported: 1 });
    expect(productOf(odoo, 'OWN')).toMatchObject({ lst_price: 4, barcode: '2999999999999' });

    central.update('product.product', id, { lst_price: 6 });
    expect((await world.push(branch, { request: products(id) })).run).toMatchObject({ imported: 0 });
    expect(productOf(odoo, 'OWN')?.['lst_price']).toBe(4);

    // Another rule for the branch has all looked into again.
    const masterData = { ...noMasterData, models: [selection('product.product')] };
    await world.database.db.update(branches).set({ masterData });
    await world.push(branch, { request: { search: 'OWN' } });
    expect(productOf(odoo, 'OWN')?.['lst_price']).toBe(6);
  });

  it('is not asked for again once somebody has said that it stays, until central changes it', async () => {
    const { world, branch, central, odoo } = await aPushWorld({ conflicts: 'ask' }, transport);
    const id = aProduct(central, 'ASKED', { lst_price: 5 });
    await world.push(branch, { request: products(id) });
    odoo.update('product.product', idOf(odoo, 'ASKED'), { lst_price: 4 });
    await world.push(branch, { request: products(id) });
    expect(await standingCodes(world)).toEqual(['push.conflict']);
    await world.push(branch, { request: { ...products(id), conflicts: 'branch_wins' } });
    expect(await standingCodes(world)).toEqual([]);

    await world.push(branch, { request: { search: 'ASKED' } });
    expect(await standingCodes(world)).toEqual([]);
    expect(productOf(odoo, 'ASKED')?.['lst_price']).toBe(4);
    central.update('product.product', id, { lst_price: 7 });
    await world.push(branch, { request: { search: 'ASKED' } });
    expect(productOf(odoo, 'ASKED')?.['lst_price']).toBe(7);
  });
});

describe('links', () => {
  it('that people have set otherwise are kept: a record that is another’s now is not written over', async () => {
    const { world, branch, central, odoo } = await aPushWorld();
    const [first, second] = [aProduct(central, 'FIRST', { lst_price: 1 }), aProduct(central, 'SECOND', { lst_price: 2 })];
    await world.push(branch, { request: products(first) });
    const remoteId = idOf(odoo, 'FIRST');
    await world.database.db
      .update(links)
      .set({ centralId: second, source: 'hand' })
      .where(and(eq(links.branchId, branch.id), eq(links.remoteId, remoteId)));
    await world.push(branch, { request: products(second) });
    expect(odoo.records('product.product').find(({ id }) => id === remoteId)).toMatchObject({ default_code: 'SECOND' });

    const { run } = await world.push(branch, { request: products(first) });
    const [result] = await resultsOf(world, run.id);
    expect(result).toMatchObject({ action: 'blocked', code: 'push.matched_twice' });
    expect(odoo.records('product.product').find(({ id }) => id === remoteId)).toMatchObject({
      default_code: 'SECOND',
      lst_price: 2,
    });
  });
});

describe('archiving', () => {
  it('takes the template with it, and brings it back', async () => {
    const { world, branch, central, odoo } = await aPushWorld();
    const id = aProduct(central, 'PAST');
    await world.push(branch, { request: products(id) });
    const states = () => [productOf(odoo, 'PAST')?.['active'], templateOf(odoo, 'PAST')?.['active']];
    central.update('product.product', id, { active: false });
    await world.push(branch, { request: products(id) });
    expect(states()).toEqual([false, false]);
    central.update('product.product', id, { active: true });
    await world.push(branch, { request: products(id) });
    expect(states()).toEqual([true, true]);
    expect((await world.push(branch, { request: products(id) })).run).toMatchObject({ imported: 0, alreadyThere: 1 });
  });

  it('of the branch’s: an active record is meant rather than an archived one, and archived ones hold no barcode', async () => {
    const { world, branch, central, odoo } = await aPushWorld();
    odoo.insert('product.product', { name: 'Old', default_code: 'AGAIN', barcode: '2888888888888', active: false });
    const live = odoo.insert('product.product', { name: 'Live', default_code: 'AGAIN' });
    const id = aProduct(central, 'AGAIN', { barcode: '2888888888888' });
    odoo.update('product.product', find(odoo, 'product.product', 'name', 'Old')[0]?.id ?? 0, { default_code: 'GONE' });
    await world.database.db.insert(links).values({
      ...{ branchId: branch.id, model: 'product.product', remoteId: live, centralId: id, source: 'hand' },
    });
    expect((await world.push(branch, { request: products(id) })).run).toMatchObject({ imported: 1, failed: 0 });
    expect(odoo.records('product.product').find((row) => row.id === live)).toMatchObject({ barcode: '2888888888888' });

    odoo.insert('product.product', { name: 'Old too', default_code: 'TWICE', active: false });
    const meant = odoo.insert('product.product', { name: 'Live too', default_code: 'TWICE' });
    const twice = aProduct(central, 'TWICE');
    await world.push(branch, { request: products(twice) });
    expect(odoo.records('product.product').find((row) => row.id === meant)).toMatchObject({ name: 'Product TWICE' });
  });
});

describe('a record that is asked for by its id', () => {
  it('and is not taken is told, and what stood in its way is over', async () => {
    const { world, branch, central, odoo } = await aPushWorld();
    odoo.insert('product.product', { name: 'One', default_code: 'STUCK' });
    odoo.insert('product.product', { name: 'Two', default_code: 'STUCK' });
    const id = aProduct(central, 'STUCK');
    await world.push(branch, { request: products(id) });
    expect(await standingCodes(world)).toEqual(['push.ambiguous']);
    central.update('product.product', id, { sale_ok: false });
    for (const dryRun of [true, false]) {
      const { run } = await world.push(branch, { request: { ...products(id, 987_654), ...(dryRun ? { dryRun } : {}) } });
      expect(run).toMatchObject({ status: 'succeeded', seen: 2, alreadyThere: 2 });
      expect(await resultsOf(world, run.id)).toMatchObject([
        { centralId: id, action: 'left', message: expect.stringContaining('does not take it') },
        { centralId: 987_654, action: 'left' },
      ]);
    }
    const [failure] = await world.database.db.select().from(failures).where(eq(failures.centralId, id));
    expect(failure?.status).toBe('resolved');
  });
});

describe('a refusal', () => {
  it('that has nothing to do with tills is told as what it is, though one is open', async () => {
    const { world, branch, central } = await aPushWorld({ models: [selection('pos.payment.method')] });
    const id = central.insert('pos.payment.method', { name: 'Nameless' });
    const row = central.table('pos.payment.method').get(id);
    if (row !== undefined) central.table('pos.payment.method').update(row, { name: '' });
    await world.push(branch, { request: { mode: 'selected', ids: { 'pos.payment.method': [id] } } });
    expect(await standingCodes(world)).toEqual(['push.refused']);
  });

  it('of one record by a rule of access does not keep the others out', async () => {
    const { world, branch, central, odoo } = await aPushWorld();
    const ids = ['RULE-1', 'RULE-2', 'RULE-3'].map((reference) => aProduct(central, reference));
    const text = 'Due to security restrictions, you are not allowed to access this record.';
    // The whole, and the half with the first two, and the first alone.
    world.sim.outages.add({ match: { database: 'b1', method: 'load' }, kind: 'fault', code: 4, text, times: 3 });
    const { run } = await world.push(branch, { request: products(...ids) });
    expect(run).toMatchObject({ status: 'partial', imported: 2, failed: 1 });
    expect((await resultsOf(world, run.id)).map(({ code }) => code)).toEqual(['push.refused', null, null]);
    expect(find(odoo, 'product.product', 'default_code', 'RULE-1')).toEqual([]);
  });
});

it('a preview of a product with several new taxes is confirmed as it was shown', async () => {
  const models = [selection('account.tax'), selection('product.product')];
  const { world, branch, central, odoo } = await aPushWorld({ models });
  for (const right of ['create', 'write'] as const) odoo.allow('account.tax', right);
  for (const { id } of odoo.records('pos.session')) odoo.update('pos.session', id, { state: 'closed' });
  const tax = (name: string, amount: number) =>
    central.insert('account.tax', { name, amount, amount_type: 'fixed', type_tax_use: 'sale' });
  const known = productOf(central, 'P001')?.['taxes_id'];
  const taxes = [tax('Deposit', 0.25), tax('Levy', 0.1), ...(Array.isArray(known) ? known : [])];
  const id = aProduct(central, 'TAXED', { taxes_id: taxes });
  const ids = { 'account.tax': taxes.slice(0, 2), 'product.product': [id] };
  const preview = await world.push(branch, { request: { mode: 'selected', ids, dryRun: true } });
  const { run } = await world.push(branch, { request: { mode: 'previewed', previewId: preview.run.id } });
  expect(run).toMatchObject({ status: 'succeeded', imported: 3, flagged: 0 });
  expect(productOf(odoo, 'TAXED')?.['taxes_id']).toHaveLength(taxes.length);
});

it('a preview that takes a product’s last tax away says which, and is confirmed as it was shown', async () => {
  const { world, branch, central, odoo } = await aPushWorld();
  const id = productOf(central, 'P001')?.id ?? 0;
  await world.push(branch, { request: products(id) });
  expect(productOf(odoo, 'P001')?.['taxes_id']).not.toEqual([]);
  central.update('product.product', id, { taxes_id: [] });
  const preview = await world.push(branch, { request: { mode: 'changed', search: 'P0', dryRun: true } });
  const shown = (await resultsOf(world, preview.run.id)).find(({ centralId }) => centralId === id);
  expect(shown?.fields).toEqual([{ field: 'taxes', before: expect.stringMatching(/^VAT/), after: null }]);
  const { run } = await world.push(branch, { request: { mode: 'previewed', previewId: preview.run.id } });
  expect(run).toMatchObject({ flagged: 0 });
  expect(productOf(odoo, 'P001')?.['taxes_id']).toEqual([]);
});

describe('a barcode that central has passed on', () => {
  it('goes from one product to the other, new or known, in one push, as its preview says', async () => {
    const { world, branch, central, odoo } = await aPushWorld();
    const [giver, other, known] = ['GIVER', 'OTHER', 'KNOWN'].map((reference, at) =>
      aProduct(central, reference, at === 2 ? {} : { barcode: `267000000000${at}` }),
    );
    const ids = { 'product.product': [giver, other, known] };
    await world.push(branch, { request: { mode: 'selected', ids } });
    central.update('product.product', giver ?? 0, { barcode: '2670000000099' });
    central.update('product.product', other ?? 0, { barcode: false });
    central.update('product.product', known ?? 0, { barcode: '2670000000001' });
    const heir = aProduct(central, 'HEIR', { barcode: '2670000000000' });
    const wish = { mode: 'selected', ids: { 'product.product': [...ids['product.product'], heir] } };
    const preview = await world.push(branch, { request: { ...wish, dryRun: true } });
    const actions = async (runId: string) => (await resultsOf(world, runId)).map(({ action }) => action);
    expect(await actions(preview.run.id)).toEqual(['update', 'update', 'update', 'create']);
    const { run } = await world.push(branch, { request: { mode: 'previewed', previewId: preview.run.id } });
    expect(run).toMatchObject({ status: 'succeeded', imported: 4, flagged: 0 });
    const barcodes = ['GIVER', 'OTHER', 'KNOWN', 'HEIR'].map((reference) => productOf(odoo, reference)?.['barcode'] || null);
    expect(barcodes).toEqual(['2670000000099', null, '2670000000001', '2670000000000']);
  });

  it('is still in the way where who has it in the branch keeps it', async () => {
    const { world, branch, central, odoo } = await aPushWorld({ conflicts: 'branch_wins' });
    const giver = aProduct(central, 'GIVER', { barcode: '2670000000010' });
    await world.push(branch, { request: products(giver) });
    odoo.update('product.product', idOf(odoo, 'GIVER'), { barcode: '2670000000011' });
    central.update('product.product', giver, { barcode: '2670000000012' });
    const heir = aProduct(central, 'HEIR', { barcode: '2670000000011' });
    const { run } = await world.push(branch, { request: products(giver, heir) });
    expect((await resultsOf(world, run.id)).map(({ code }) => code)).toEqual([null, 'push.barcode_taken']);
    expect(productOf(odoo, 'GIVER')?.['barcode']).toBe('2670000000011');
  });
});
