import { branches, noMasterData } from '@branch-sync/db';
import type { Values } from '@branch-sync/odoo-sim';
import { describe, expect, it } from 'vitest';
import { aProduct, aPushWorld, productOf, resultsOf, selection } from './a-push-world.ts';

describe.each([19, 16] as const)('to Odoo %s', (version) => {
  it('carries over those POS categories that the branch has, and no others', async () => {
    const { world, branch, central, odoo } = await aPushWorld({}, 'xmlrpc', version);
    const category = (database: typeof odoo, name: string, parent?: number) =>
      database.insert('pos.category', { name, ...(parent === undefined ? {} : { parent_id: parent }) });
    const drinks = category(central, 'Drinks');
    const hot = category(central, 'Hot', drinks);
    const onlyHere = category(central, 'Only in central');
    category(odoo, 'Hot');
    const hotThere = category(odoo, 'Hot', category(odoo, 'Drinks'));
    const id = aProduct(central, 'TEA', version === 16 ? { pos_categ_id: hot } : { pos_categ_ids: [hot, onlyHere] });
    const wish = { request: { mode: 'selected', ids: { 'product.product': [id] } } };
    const { run } = await world.push(branch, wish);
    expect(run).toMatchObject({ status: 'succeeded', imported: 1 });
    const there = productOf(odoo, 'TEA');
    expect(version === 16 ? there?.['pos_categ_id'] : there?.['pos_categ_ids']).toEqual(version === 16 ? hotThere : [hotThere]);
    const [result] = await resultsOf(world, run.id);
    expect(result?.fields.find(({ field }) => field === 'pos_categories')).toMatchObject({ after: 'Drinks / Hot' });
    expect((await world.push(branch, wish)).run).toMatchObject({ imported: 0, alreadyThere: 1 });

    // Where central says nothing that the branch understands, the branch's own stays.
    const own = version === 16 ? { pos_categ_id: hotThere } : { pos_categ_ids: [hotThere] };
    odoo.update('product.product', productOf(odoo, 'P001')?.id ?? 0, own);
    const known = productOf(central, 'P001')?.id ?? 0;
    await world.push(branch, { request: { mode: 'selected', ids: { 'product.product': [known] } } });
    expect(productOf(odoo, 'P001')).toMatchObject(own);
  });
});

describe.each(['xmlrpc', 'json2'] as const)('by %s, prices of a pricelist', (transport) => {
  it('are pushed as central computes them, and again when a rule is written, deleted, begins or ends', async () => {
    const { world, branch, central, odoo } = await aPushWorld({}, transport);
    const pricelistId = central.insert('product.pricelist', { name: 'Harbour', currency_id: 1 });
    await world.database.db
      .update(branches)
      .set({ masterData: { ...noMasterData, models: [selection('product.product')], pricelistId } });
    const [fixed, percent] = [aProduct(central, 'FIXED', { lst_price: 10 }), aProduct(central, 'PERCENT', { lst_price: 10 })];
    const rule = (values: Values) => central.insert('product.pricelist.item', { pricelist_id: pricelistId, ...values });
    rule({ compute_price: 'percentage', percent_price: 12.5 });
    const own = rule({ compute_price: 'fixed', fixed_price: 7.77, product_id: fixed });
    const prices = () => [productOf(odoo, 'FIXED')?.['lst_price'], productOf(odoo, 'PERCENT')?.['lst_price']];
    const start = Date.now();
    const changed = async (afterMs: number) => {
      central.clock = () => new Date(start + afterMs);
      const deps = { now: () => new Date(Date.now() + 10_000) };
      return (await world.push(branch, { request: { search: 'Product ' }, deps })).run;
    };
    await world.push(branch, { request: { mode: 'selected', ids: { 'product.product': [fixed, percent] } } });
    expect(prices()).toEqual([7.77, 8.75]);
    // Read long enough after they were written: they rest now.
    await changed(10_000);
    expect(await changed(10_000)).toMatchObject({ seen: 0 });

    const soon = new Date(start + 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
    rule({ compute_price: 'fixed', fixed_price: 6.5, product_id: fixed, date_start: soon });
    expect(await changed(20_000)).toMatchObject({ imported: 0 });
    expect(await changed(20_000)).toMatchObject({ seen: 0 });
    expect(await changed(7_200_000)).toMatchObject({ imported: 1 });
    expect(prices()).toEqual([6.5, 8.75]);

    central.update('product.pricelist.item', own, { product_id: percent, fixed_price: 5 });
    expect(await changed(7_300_000)).toMatchObject({ imported: 1 });
    expect(prices()).toEqual([6.5, 5]);
    central.remove('product.pricelist.item', own);
    await changed(7_400_000);
    expect(prices()).toEqual([6.5, 8.75]);
  });
});

describe.each(['xmlrpc', 'json2'] as const)('by %s, images', (transport) => {
  const image = (bytes: number, fill = 1) => Buffer.alloc(bytes, fill).toString('base64');

  it('are carried over where the branch takes them, in calls that a bad line can bear, and not twice', async () => {
    const fields = ['name', 'reference', 'image'];
    const { world, branch, central, odoo } = await aPushWorld({ models: [selection('product.product', { fields })] }, transport);
    const references = ['IMAGE-1', 'IMAGE-2', 'IMAGE-3', 'IMAGE-4'];
    const ids = references.map((reference, index) =>
      aProduct(central, reference, index === 3 ? {} : { image_1920: image(300_000, index + 1) }),
    );
    const own = image(10);
    odoo.insert('product.product', { name: 'Product IMAGE-4', default_code: 'IMAGE-4', image_1920: own });
    const wish = { request: { mode: 'selected', ids: { 'product.product': ids } } };
    const preview = await world.push(branch, { request: { ...wish.request, dryRun: true } });
    const [first] = await resultsOf(world, preview.run.id);
    expect(first?.fields).toContainEqual({ field: 'image', before: null, after: '292.97 Kb' });

    world.sim.calls.reset();
    const { run } = await world.push(branch, wish);
    expect(run).toMatchObject({ status: 'succeeded', imported: 3, alreadyThere: 1 });
    expect(references.map((reference) => productOf(odoo, reference)?.['image_1920'])).toEqual([
      ...[1, 2, 3].map((fill) => image(300_000, fill)),
      own,
    ]);
    // One for the products, and one for each image: two would be too much for one call.
    expect(world.sim.calls.count({ database: 'b1', method: 'load' })).toBe(4);

    // Somebody has given one another in the branch.
    odoo.update('product.product', productOf(odoo, 'IMAGE-1')?.id ?? 0, { image_1920: image(1_000) });
    const later = await world.push(branch, { request: { ...wish.request, conflicts: 'ask' } });
    expect((await resultsOf(world, later.run.id)).map(({ action }) => action)).toEqual(['conflict', 'same', 'same', 'same']);
    await world.push(branch, wish);
    expect(productOf(odoo, 'IMAGE-1')?.['image_1920']).toBe(image(300_000, 1));
    expect((await world.push(branch, wish)).run).toMatchObject({ imported: 0, alreadyThere: 4 });
  });

  it('that the branch’s Odoo makes its own of are not sent again and again', async () => {
    const { world, branch, central, odoo } = await aPushWorld(
      { models: [selection('product.product', { fields: ['name', 'reference', 'image'] })] },
      transport,
    );
    const id = aProduct(central, 'SHRUNK', { image_1920: image(5_000) });
    const wish = { request: { mode: 'selected', ids: { 'product.product': [id] } } };
    const shrink = world.sim.onCall({ database: 'b1', method: 'load', nth: 2 }, async (moment) => {
      if (moment === 'after') odoo.update('product.product', productOf(odoo, 'SHRUNK')?.id ?? 0, { image_1920: image(4_000) });
    });
    await world.push(branch, wish);
    shrink();
    expect(productOf(odoo, 'SHRUNK')?.['image_1920']).toBe(image(4_000));
    expect((await world.push(branch, wish)).run).toMatchObject({ imported: 0, alreadyThere: 1 });
    central.update('product.product', id, { image_1920: image(6_000) });
    expect((await world.push(branch, wish)).run).toMatchObject({ imported: 1 });
    expect(productOf(odoo, 'SHRUNK')?.['image_1920']).toBe(image(6_000));
  });

  it('that an attempt which broke off has not brought belong to the same new record in the log', async () => {
    const { world, branch, central, odoo } = await aPushWorld(
      { models: [selection('product.product', { fields: ['name', 'reference', 'image'] })] },
      transport,
    );
    const id = aProduct(central, 'BROKEN-OFF', { image_1920: image(5_000) });
    const run = await world.ask(branch, { mode: 'selected', ids: { 'product.product': [id] } }, 'push');
    world.sim.outages.add({ match: { database: 'b1', method: 'load', nth: 2 }, kind: 'reset-before', times: 1 });
    await world.attempt(run, { mayRetry: true });
    await world.attempt(run);
    expect(await world.runOf(run.id)).toMatchObject({ status: 'succeeded', imported: 1 });
    expect(productOf(odoo, 'BROKEN-OFF')?.['image_1920']).toBe(image(5_000));
    const [result] = await resultsOf(world, run.id);
    expect(result).toMatchObject({ action: 'create', isDone: true, remoteId: productOf(odoo, 'BROKEN-OFF')?.id });
    expect(result?.fields.map(({ field }) => field)).toEqual(['name', 'reference', 'image', 'active']);
  });
});
