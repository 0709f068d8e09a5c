import { expect, it } from 'vitest';
import { aProduct, aPushWorld, find, productOf, resultsOf, selection, take } from './a-push-world.ts';

it('a branch takes what its filters let through: categories with all below, tags, and plain conditions together', async () => {
  const { world, branch, central, odoo } = await aPushWorld();
  const below = (database: typeof odoo) => {
    const parent = database.insert('product.category', { name: 'Above' });
    return { parent, categ_id: database.insert('product.category', { name: 'Below', parent_id: parent }) };
  };
  below(odoo);
  const { parent, categ_id } = below(central);
  const other = central.insert('product.category', { name: 'Elsewhere' });
  aProduct(central, 'IN-1', { lst_price: 10, categ_id });
  aProduct(central, 'IN-2', { lst_price: 3, categ_id });
  aProduct(central, 'OUT-CATEGORY', { lst_price: 10, categ_id: other });
  aProduct(central, 'OUT-NAME', { lst_price: 10, categ_id, name: 'Left out' });
  const conditions = [
    { field: 'list_price', operator: '>', value: 5 },
    { field: 'name', operator: 'not ilike', value: 'left' },
    { field: 'default_code', operator: 'in', value: ['IN-1', 'IN-2', 'OUT-CATEGORY', 'OUT-NAME'] },
  ];
  await take(world, branch, { models: [selection('product.product', { categoryIds: [parent], conditions })] });
  const { run } = await world.push(branch, { request: { mode: 'all' } });
  expect((await resultsOf(world, run.id)).map(({ name, action }) => [name, action])).toEqual([['Product IN-1', 'create']]);
});

it('customers are chosen by tag', async () => {
  const { world, branch, central, odoo } = await aPushWorld();
  const partner = (name: string, more = {}) => central.insert('res.partner', { name, parent_id: false, ...more });
  partner('Tagged', { category_id: [7] });
  partner('Tagged otherwise', { category_id: [8] });
  partner('Not tagged');
  await take(world, branch, { models: [selection('res.partner', { tagIds: [7] })] });
  await world.push(branch, { request: { mode: 'all' } });
  expect(
    odoo
      .records('res.partner')
      .filter(({ name }) => /agged/.test(String(name)))
      .map(({ name }) => name),
  ).toEqual(['Tagged']);
});

it('only the fields that a branch takes are carried; its own values of the others stay', async () => {
  const { world, branch, central, odoo } = await aPushWorld({
    models: [selection('product.product', { fields: ['barcode', 'cost'] })],
  });
  const there = productOf(odoo, 'P002');
  const id = productOf(central, 'P002')?.id ?? 0;
  central.update('product.product', id, { lst_price: 999, barcode: '2777777777777', standard_price: 1.25 });
  await world.push(branch, { request: { mode: 'selected', ids: { 'product.product': [id] } } });
  expect(productOf(odoo, 'P002')).toMatchObject({
    ...{ barcode: '2777777777777', standard_price: 1.25 },
    ...{ lst_price: there?.['lst_price'], categ_id: there?.['categ_id'] },
  });
});

it.each([
  ['make_again', 'create', 1],
  ['leave', 'left', 0],
] as const)('a record that was deleted in the branch: %s', async (deleted, action, count) => {
  const { world, branch, central, odoo } = await aPushWorld({ deleted });
  const id = aProduct(central, 'DELETED');
  const wish = { request: { mode: 'selected', ids: { 'product.product': [id] } } };
  await world.push(branch, wish);
  odoo.remove('product.product', productOf(odoo, 'DELETED')?.id ?? 0);
  const { run } = await world.push(branch, wish);
  expect((await resultsOf(world, run.id)).map((one) => one.action)).toEqual([action]);
  expect(find(odoo, 'product.product', 'default_code', 'DELETED')).toHaveLength(count);
});

it('what central has archived is archived in the branch only where it wants that, and never made there', async () => {
  const { world, branch, central, odoo } = await aPushWorld({ archive: false });
  const id = aProduct(central, 'ARCHIVED');
  const never = aProduct(central, 'NEVER', { active: false });
  const wish = { request: { mode: 'selected', ids: { 'product.product': [id, never] } } };
  await world.push(branch, wish);
  central.update('product.product', id, { active: false });
  await world.push(branch, wish);
  expect(productOf(odoo, 'ARCHIVED')?.['active']).toBe(true);
  await take(world, branch, { models: [selection('product.product')], archive: true });
  await world.push(branch, wish);
  expect(productOf(odoo, 'ARCHIVED')?.['active']).toBe(false);
  expect(productOf(odoo, 'NEVER')).toBeUndefined();
});
