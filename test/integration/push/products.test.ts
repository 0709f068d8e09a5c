import { describe, expect, it } from 'vitest';
import { aProduct, aPushWorld, productOf, resultsOf } from './a-push-world.ts';

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
