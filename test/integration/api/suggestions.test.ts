import { generatedBranch, recordedBranch } from '@branch-sync/odoo-sim';
import { expect, it } from 'vitest';
import { aWorld, canarySecret } from '../../harness/world.ts';
import { anApi } from './an-api.ts';

const password = canarySecret;

it('suggests what a branch’s records may be, one or all that are missing, in three calls to central', async () => {
  const shop = generatedBranch({ name: 'shop', seed: 1, orders: 3, linesPerOrder: 1, password });
  const world = await aWorld([recordedBranch(1, 'branch1', { password }), shop]);
  const [recorded, generated] = world.branches;
  const strangers = ['Café crème 250 g', 'Lemonade 2 L', '[BRIO] Brioche'].map((name) =>
    shop.insert('product.product', { name }),
  );
  for (const [index, line] of shop.records('pos.order.line').entries()) {
    const product = strangers[index] ?? 0;
    shop.update('pos.order.line', line.id, { product_id: product, full_product_name: `stranger ${index}` });
  }
  const insert = (name: string, more = {}) => world.central.insert('product.product', { name, ...more });
  const cafe = insert('Cafe creme 250g');
  const oneLitre = insert('Lemonade 1 L');
  const twoLitres = insert('Lemonade, bottle of 2 L');
  insert('Brioche', { active: false });
  await world.receive(recorded);
  if (generated !== undefined) await world.receive(generated);
  const api = await anApi({ database: world.database, db: world.database.db, secretBox: world.deps.secretBox });
  const get = async (path: string) => {
    const answer = await api.call('GET', `/api/branches/${path}`, { as: 'operator' });
    expect(answer.statusCode, answer.body).toBe(200);
    return answer.json();
  };

  const before = world.sim.calls.count({ database: 'central' });
  const page = await get('shop/mappings/suggestions/missing?model=product.product');
  expect(world.sim.calls.count({ database: 'central' }) - before).toBeLessThanOrEqual(3);
  expect(page).toEqual({
    nextCursor: null,
    items: [
      {
        model: 'product.product',
        remoteId: strangers[0],
        remoteName: 'Café crème 250 g',
        suggestions: [{ centralId: cafe, centralName: 'Cafe creme 250g', score: 0.95, why: 'same name' }],
      },
      {
        model: 'product.product',
        remoteId: strangers[1],
        remoteName: 'Lemonade 2 L',
        suggestions: [
          expect.objectContaining({ centralId: twoLitres, why: expect.stringMatching(/alike$/) }),
          expect.objectContaining({ centralId: oneLitre }),
        ],
      },
      // What is archived in central is nothing to link to.
      { model: 'product.product', remoteId: strangers[2], remoteName: '[BRIO] Brioche', suggestions: [] },
    ],
  });
  expect(page.items[1].suggestions[1].score).toBeLessThan(0.5);
  expect(await get(`shop/mappings/suggestions?model=product.product&remoteId=${strangers[0]}`)).toEqual(
    page.items[0].suggestions,
  );

  // Of the recorded shop three products are not in central at all: nothing near enough to be taken for them is there.
  const missing = await get('branch1/mappings/suggestions/missing?model=product.product&limit=2');
  const rest = await get(`branch1/mappings/suggestions/missing?model=product.product&limit=2&cursor=${missing.nextCursor}`);
  const all = [...missing.items, ...rest.items];
  expect(all.map(({ remoteName }) => remoteName).sort()).toEqual(['191', '192', '193'].map((n) => `[P${n}] Article ${n}`));
  expect(all.flatMap(({ suggestions }) => suggestions).filter(({ score }) => score >= 0.5)).toEqual([]);
  // A tax is known by what it is made of, a cashier by name.
  const taxes = (await get('branch1/mappings?model=account.tax')).items;
  for (const { remoteId, centralId } of taxes) {
    const [best] = await get(`branch1/mappings/suggestions?model=account.tax&remoteId=${remoteId}`);
    expect(best).toMatchObject({ centralId, score: 1 });
  }
  world.central.insert('res.users', { name: 'Cashier Two', login: 'two', active: true, share: false });
  const [cashier] = await get('branch1/mappings/suggestions?model=res.users&remoteId=7');
  expect(cashier).toMatchObject({ centralName: 'Cashier Two', score: 0.95 });

  const unknown = await api.call('GET', '/api/branches/shop/mappings/suggestions?model=res.partner&remoteId=77');
  expect([unknown.statusCode, unknown.json().code]).toEqual([404, 'mapping.not_found']);
  world.sim.outages.add({ match: { database: 'central' }, kind: 'refuse' });
  const away = await api.call('GET', '/api/branches/shop/mappings/suggestions/missing?model=product.product');
  expect([away.statusCode, away.json().code]).toEqual([503, 'central.unseen']);
});
