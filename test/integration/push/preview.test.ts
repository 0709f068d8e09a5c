import { pushResults } from '@branch-sync/db';
import type { OdooDatabase, Values } from '@branch-sync/odoo-sim';
import { fc, it as property } from '@fast-check/vitest';
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { World } from '../../harness/world.ts';
import { aProduct, aPushWorld, productOf, resultsOf, selection, standingCodes, writesTo } from './a-push-world.ts';

async function resultsByRecord(world: World, runId: string) {
  const rows = await world.database.db.select().from(pushResults).where(eq(pushResults.runId, runId));
  return new Map(
    rows.map(({ model, centralId, action, remoteId, fields }) => [`${model} ${centralId}`, { action, remoteId, fields }]),
  );
}

describe('a preview', () => {
  it('tells each record’s fate field by field, writes nothing, and is what the push then does', async () => {
    const { world, branch, central } = await aPushWorld();
    const made = aProduct(central, 'NEW-1', { lst_price: 2.5 });
    const changed = productOf(central, 'P001')?.id ?? 0;
    central.update('product.product', changed, { lst_price: 123.45 });
    const ids = { 'product.product': [made, changed] };

    const before = writesTo(world);
    const preview = await world.push(branch, { request: { mode: 'selected', ids, dryRun: true } });
    expect([preview.run.status, preview.run.imported, writesTo(world) - before]).toEqual(['succeeded', 0, 0]);
    const shown = await resultsByRecord(world, preview.run.id);
    expect(shown.get(`product.product ${made}`)).toMatchObject({ action: 'create', remoteId: null });
    expect(shown.get(`product.product ${changed}`)?.fields.find(({ field }) => field === 'price')).toMatchObject({
      after: '123.45',
    });

    const push = await world.push(branch, { request: { mode: 'previewed', previewId: preview.run.id } });
    expect(push.run).toMatchObject({ status: 'succeeded', imported: 2, flagged: 0 });
    expect(productOf(branch.odoo, 'NEW-1')?.['lst_price']).toBe(2.5);
  });

  it('leaves alone, and tells, what was changed, deleted or taken out of the selection between it and its confirmation', async () => {
    const { world, branch, central, odoo } = await aPushWorld();
    const [fine, changedHere, changedThere, gone] = [
      aProduct(central, 'FINE'),
      aProduct(central, 'HERE'),
      productOf(central, 'P002')?.id ?? 0,
      aProduct(central, 'GONE'),
    ];
    central.update('product.product', changedThere, { lst_price: 77 });
    const ids = { 'product.product': [fine, changedHere, changedThere, gone] };
    const preview = await world.push(branch, { request: { mode: 'selected', ids, dryRun: true } });

    central.update('product.product', changedHere, { lst_price: 5 });
    odoo.update('product.product', productOf(odoo, 'P002')?.id ?? 0, { lst_price: 66 });
    central.update('product.product', gone, { sale_ok: false });
    const push = await world.push(branch, { request: { mode: 'previewed', previewId: preview.run.id } });

    const became = new Map((await resultsOf(world, push.run.id)).map(({ centralId, action }) => [centralId, action]));
    expect([fine, changedHere, changedThere, gone].map((id) => became.get(id))).toEqual([
      'create',
      'outdated',
      'outdated',
      'outdated',
    ]);
    expect(push.run).toMatchObject({ seen: 4, imported: 1, flagged: 3, failed: 0 });
    expect(productOf(odoo, 'P002')?.['lst_price']).toBe(66);
    expect(await standingCodes(world)).toEqual([]);
  });

  it('tells what our user in the branch may not write', async () => {
    const { world, branch, central, odoo } = await aPushWorld({
      models: [selection('account.tax'), selection('product.product')],
    });
    const tax = central.insert('account.tax', { name: 'New levy', amount: 3, amount_type: 'fixed', type_tax_use: 'sale' });
    const product = aProduct(central, 'PLAIN');
    const request = { mode: 'selected', ids: { 'account.tax': [tax], 'product.product': [product] }, dryRun: true };
    const lacking = await world.push(branch, { request });
    expect((await resultsOf(world, lacking.run.id)).map(({ model, action, code }) => [model, action, code]).toSorted()).toEqual([
      ['account.tax', 'blocked', 'push.right_missing'],
      ['product.product', 'create', null],
    ]);
    expect(lacking.run).toMatchObject({ status: 'succeeded', seen: 2, flagged: 1 });
    expect(await standingCodes(world)).toEqual([]);

    odoo.allow('account.tax', 'create');
    const allowed = await world.push(branch, { request });
    expect(allowed.run).toMatchObject({ seen: 2, flagged: 0 });
    const asked = world.sim.calls.count({ database: 'b1', method: 'check_access_rights' });
    expect(asked).toBe(4);
  });

  it('knows that what it would make is there for what refers to it', async () => {
    const { world, branch, central, odoo } = await aPushWorld({
      models: [selection('account.tax'), selection('product.product')],
    });
    for (const right of ['create', 'write'] as const) odoo.allow('account.tax', right);
    const tax = central.insert('account.tax', { name: 'New levy', amount: 3, amount_type: 'fixed', type_tax_use: 'sale' });
    const product = aProduct(central, 'LEVIED');
    central.update('product.product', product, { taxes_id: [tax] });
    const ids = { 'account.tax': [tax], 'product.product': [product] };
    const preview = await world.push(branch, { request: { mode: 'selected', ids, dryRun: true } });
    const push = await world.push(branch, { request: { mode: 'previewed', ids, previewId: preview.run.id } });
    expect((await resultsOf(world, push.run.id)).map(({ action }) => action)).toEqual(['create', 'create']);
    const made = odoo.records('account.tax').find(({ name }) => name === 'New levy');
    expect(productOf(odoo, 'LEVIED')?.['taxes_id']).toEqual([made?.id]);
  });
});

/** One difference between the two sides, of a product that both have, or of a new one. */
type Difference = { readonly on: number; readonly kind: (typeof kinds)[number]; readonly amount: number };
const kinds = ['price', 'name', 'barcode', 'archive', 'there', 'new', 'twin', 'passed_on', 'no_tax', 'customer'] as const;

function differ(central: OdooDatabase, odoo: OdooDatabase, { on, kind, amount }: Difference, nth: number): void {
  const reference = `P0${String(on).padStart(2, '0')}`;
  const here = productOf(central, reference);
  const there = productOf(odoo, reference);
  if (here === undefined) return;
  const changeHere = (values: Values) => central.update('product.product', here.id, values);
  switch (kind) {
    case 'price':
      changeHere({ lst_price: amount / 100 });
      break;
    case 'name':
      changeHere({ name: `Renamed ${amount}` });
      break;
    case 'barcode':
      changeHere({ barcode: `80000${nth}` });
      break;
    case 'archive':
      changeHere({ active: false });
      break;
    case 'no_tax':
      changeHere({ taxes_id: [] });
      break;
    case 'there':
      if (there !== undefined) odoo.update('product.product', there.id, { lst_price: amount / 100, barcode: `90000${nth}` });
      break;
    case 'passed_on':
      changeHere({ barcode: false });
      aProduct(central, `HEIR-${nth}`, { barcode: String(here['barcode'] || `70000${nth}`) });
      break;
    case 'twin':
      aProduct(central, reference);
      break;
    case 'customer':
      central.insert('res.partner', { name: `Customer ${amount}`, email: `c${amount % 7}@example.org`, parent_id: false });
      break;
    case 'new':
      aProduct(central, `NEW-${amount}`);
      break;
  }
}

const difference = fc.record({
  on: fc.integer({ min: 1, max: 40 }),
  kind: fc.constantFrom(...kinds),
  amount: fc.integer({ min: 1, max: 9_999 }),
});

const ways = fc.record({
  conflicts: fc.constantFrom('central_wins', 'branch_wins', 'ask'),
  transport: fc.constantFrom('xmlrpc', 'json2'),
  isConfirmed: fc.boolean(),
});

property.prop([fc.array(difference, { minLength: 1, maxLength: 25 }), ways], { numRuns: 12 })(
  'a push does what its preview said, whatever differs, and writes nothing once all is settled',
  async (differences, { conflicts, transport, isConfirmed }) => {
    const models = [selection('product.product'), selection('res.partner')];
    const { world, branch, central, odoo } = await aPushWorld({ conflicts, models }, transport);
    const request = { mode: 'all' };
    await world.push(branch, { request });
    for (const [nth, one] of differences.entries()) differ(central, odoo, one, nth);

    const preview = await world.push(branch, { request: { ...request, dryRun: true } });
    const confirmation = { mode: 'previewed', previewId: preview.run.id };
    const push = await world.push(branch, { request: isConfirmed ? confirmation : request });
    const shown = await resultsByRecord(world, preview.run.id);
    const done = await resultsByRecord(world, push.run.id);
    const isToBeDone = (record: string) => !isConfirmed || ['create', 'update'].includes(shown.get(record)?.action ?? '');
    expect([...done.keys()].sort()).toEqual([...shown.keys()].filter(isToBeDone).sort());
    for (const [record, { action, remoteId, fields }] of done) {
      const before = shown.get(record);
      expect([record, action, fields]).toEqual([record, before?.action, before?.fields]);
      if (action !== 'create') expect(remoteId).toBe(before?.remoteId);
    }
    const writes = writesTo(world);
    const again = await world.push(branch, { request });
    expect([again.run.imported, writesTo(world) - writes]).toEqual([0, 0]);
  },
  240_000,
);
