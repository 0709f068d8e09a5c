import { claimDueRetries, links } from '@branch-sync/db';
import { describe, expect, it } from 'vitest';
import type { World } from '../../harness/world.ts';
import { aProduct, aPushWorld, find, productOf, resultsOf, selection, standingCodes, writesTo } from './a-push-world.ts';

describe.each(['xmlrpc', 'json2'] as const)('push of products over %s', (transport) => {
  it('makes what is new, changes what differs, and writes nothing the second time', async () => {
    const { world, branch, central, odoo } = await aPushWorld({}, transport);
    const id = aProduct(central, 'NEW-1', { barcode: '4999000000017' });
    const known = productOf(central, 'P001');
    central.update('product.product', known?.id ?? 0, { lst_price: 123.45 });

    const first = await world.push(branch, { request: { mode: 'selected', ids: { 'product.product': [id, known?.id] } } });
    expect(first.run.status).toBe('succeeded');
    expect(productOf(odoo, 'NEW-1')).toMatchObject({ name: 'Product NEW-1', lst_price: 4.5, barcode: '4999000000017' });
    expect(productOf(odoo, 'P001')?.['lst_price']).toBe(123.45);
    expect((await resultsOf(world, first.run.id)).map(({ action }) => action).sort()).toEqual(['create', 'update']);

    const before = writesTo(world);
    const second = await world.push(branch, { request: { mode: 'selected', ids: { 'product.product': [id, known?.id] } } });
    expect((await resultsOf(world, second.run.id)).map(({ action }) => action)).toEqual(['same', 'same']);
    expect(writesTo(world)).toBe(before);
    expect(find(odoo, 'product.product', 'default_code', 'NEW-1')).toHaveLength(1);
  });
});

describe.each(['xmlrpc', 'json2'] as const)('by %s, a push of what changed', (transport) => {
  it('looks only into what was written on either side since, and brings back what the branch changed', async () => {
    const { world, branch, central, odoo } = await aPushWorld({}, transport);
    await world.push(branch);
    const quiet = await world.push(branch);
    expect([quiet.run.seen, quiet.run.status]).toEqual([
      await failedBefore(world),
      quiet.run.failed > 0 ? 'partial' : 'succeeded',
    ]);

    central.update('product.product', productOf(central, 'P002')?.id ?? 0, { lst_price: 9.99 });
    odoo.update('product.product', productOf(odoo, 'P003')?.id ?? 0, { lst_price: 0.01 });
    const third = await world.push(branch);
    expect(third.run.imported).toBe(2);
    expect(productOf(odoo, 'P002')?.['lst_price']).toBe(9.99);
    expect(productOf(odoo, 'P003')?.['lst_price']).toBe(productOf(central, 'P003')?.['lst_price']);
  });

  it('misses no change that bears the second of the one before, and rests once both are past', async () => {
    const { world, branch, central, odoo } = await aPushWorld({}, transport);
    const second = new Date();
    central.clock = () => second;
    const id = aProduct(central, 'SECOND');
    const ids = { 'product.product': [id] };
    const later = (ms: number) => ({ deps: { now: () => new Date(Date.now() + ms) } });
    await world.push(branch, { request: { mode: 'selected', ids } });
    central.update('product.product', id, { lst_price: 8.75 });
    await world.push(branch, { request: { search: 'SECOND' } });
    expect(productOf(odoo, 'SECOND')?.['lst_price']).toBe(8.75);

    const looked = await world.push(branch, { request: { search: 'SECOND' }, ...later(5_000) });
    const rests = await world.push(branch, { request: { search: 'SECOND' } });
    expect([looked.run.seen, looked.run.imported, rests.run.seen]).toEqual([1, 0, 0]);
  });

  async function failedBefore(world: World): Promise<number> {
    return (await standingCodes(world)).length;
  }

  it('leaves the branch’s own change, or asks, as the branch’s rule says', async () => {
    const { world, branch, central, odoo } = await aPushWorld({ conflicts: 'ask' }, transport);
    const ids = { 'product.product': [productOf(central, 'P002')?.id] };
    await world.push(branch, { request: { mode: 'selected', ids } });
    odoo.update('product.product', productOf(odoo, 'P002')?.id ?? 0, { lst_price: 0.5 });

    const asking = await world.push(branch, { request: { mode: 'selected', ids } });
    expect(asking.run.status).toBe('partial');
    expect(await standingCodes(world)).toEqual(['push.conflict']);
    expect(productOf(odoo, 'P002')?.['lst_price']).toBe(0.5);

    const kept = await world.push(branch, { request: { mode: 'selected', ids, conflicts: 'branch_wins' } });
    expect((await resultsOf(world, kept.run.id)).map(({ action }) => action)).toEqual(['left']);
    expect(productOf(odoo, 'P002')?.['lst_price']).toBe(0.5);

    await world.push(branch, { request: { mode: 'selected', ids, conflicts: 'central_wins' } });
    expect(productOf(odoo, 'P002')?.['lst_price']).toBe(productOf(central, 'P002')?.['lst_price']);
    expect(await standingCodes(world)).toEqual([]);
  });
});

describe('a record that cannot be pushed', () => {
  it('is a failure of its own that names what is in the way: a barcode, a missing category, two that fit', async () => {
    const { world, branch, central, odoo } = await aPushWorld();
    const linked = odoo.insert('product.product', { name: 'Linked' });
    odoo.insert('product.product', { name: 'Holder', barcode: '4999000000024' });
    odoo.insert('product.product', { name: 'Bar', barcode: '4999000000031' });
    odoo.insert('product.product', { name: 'Own', default_code: 'OWN-1' });
    odoo.insert('product.product', { name: 'Twin A', default_code: 'TWIN' });
    odoo.insert('product.product', { name: 'Twin B', default_code: 'TWIN' });
    const own = aProduct(central, 'OWN-1');
    central.update('product.product', own, { barcode: '4999000000031' });
    const taken = aProduct(central, 'TAKEN', { barcode: '4999000000024' });
    await world.database.db.insert(links).values({
      ...{ branchId: branch.id, model: 'product.product', remoteId: linked, centralId: taken, source: 'hand' },
    });
    const twin = aProduct(central, 'TWIN');
    const odd = aProduct(central, 'ODD', { categ_id: central.insert('product.category', { name: 'Only in central' }) });
    const fine = aProduct(central, 'FINE');

    const { run } = await world.push(branch, {
      request: { mode: 'selected', ids: { 'product.product': [own, taken, twin, odd, fine] } },
    });
    expect([run.status, run.imported, run.failed]).toEqual(['partial', 1, 4]);
    const results = await resultsOf(world, run.id);
    expect(results.map(({ code }) => code)).toEqual([
      'push.ambiguous',
      'push.barcode_taken',
      'push.ambiguous',
      'push.reference_missing',
      null,
    ]);
    expect(results[2]?.message).toContain('Twin B');
    expect(results[1]?.message).toContain('Holder');
    expect(productOf(odoo, 'FINE')).toBeDefined();
  });
});

describe.each(['xmlrpc', 'json2'] as const)('by %s, a push of taxes', (transport) => {
  it('waits for an open till, and says whose right is missing', async () => {
    const { world, branch, central, odoo } = await aPushWorld({ models: [selection('account.tax')] }, transport);
    const tax = find(central, 'account.tax', 'name', 'VAT 10%')[0];
    if (tax === undefined) throw new Error('Central has no VAT 10%.');
    const wish = { request: { mode: 'selected', ids: { 'account.tax': [tax.id] } } };
    await world.push(branch, wish);
    central.update('account.tax', tax.id, { amount: 11 });

    const waiting = await world.push(branch, wish);
    expect([waiting.run.flagged, await standingCodes(world)]).toEqual([1, ['push.session_open']]);

    for (const { id } of odoo.records('pos.session')) odoo.update('pos.session', id, { state: 'closed' });
    world.sim.calls.reset();
    await world.push(branch, wish);
    expect(await standingCodes(world)).toEqual(['push.right_missing']);
    // Where no till is open, nobody asks which tax one holds.
    expect(world.sim.calls.count({ database: 'b1', model: 'pos.order.line' })).toBe(0);

    for (const right of ['create', 'write'] as const) odoo.allow('account.tax', right);
    await world.push(branch, wish);
    expect(await standingCodes(world)).toEqual([]);
  });

  it('changes by itself what waited for a till, once it is closed', async () => {
    const { world, branch, central, odoo } = await aPushWorld({ models: [selection('account.tax')] }, transport);
    const tax = find(central, 'account.tax', 'name', 'VAT 10%')[0];
    if (tax === undefined) throw new Error('Central has no VAT 10%.');
    for (const right of ['create', 'write'] as const) odoo.allow('account.tax', right);
    await world.push(branch);
    central.update('account.tax', tax.id, { amount: 11 });
    await world.push(branch);
    expect(await standingCodes(world)).toEqual(['push.session_open']);
    const { db, sql } = world.database;
    expect(await claimDueRetries(db)).toEqual([]);

    await sql`update failures set retry_at = now()`;
    const [stillOpen, none] = await claimDueRetries(db);
    expect([stillOpen?.kind, none]).toEqual(['push', undefined]);
    await world.attempt(await world.runOf(stillOpen?.id ?? ''));
    expect(await standingCodes(world)).toEqual(['push.session_open']);
    expect(await claimDueRetries(db)).toEqual([]);

    for (const { id } of odoo.records('pos.session')) odoo.update('pos.session', id, { state: 'closed' });
    await sql`update failures set retry_at = now()`;
    const [closed] = await claimDueRetries(db);
    expect((await world.runOf(closed?.id ?? '')).request).toEqual({ mode: 'selected', ids: { 'account.tax': [tax.id] } });
    await world.attempt(await world.runOf(closed?.id ?? ''));
    expect(await standingCodes(world)).toEqual([]);
    expect(odoo.records('account.tax').filter(({ amount }) => amount === 11)).toHaveLength(1);
  });
});
