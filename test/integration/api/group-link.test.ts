import type { MappingsSet } from '@branch-sync/contract';
import { failures, links } from '@branch-sync/db';
import { generatedBranch } from '@branch-sync/odoo-sim';
import { eq, isNotNull } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { aWorld, canarySecret, ledgerOf, standingFailures } from '../../harness/world.ts';
import { anApi } from './an-api.ts';

/** A branch of 100 orders, all of which sell honey that central does not know; its id differs from branch to branch. */
function aHoneyShop(number: number) {
  const odoo = generatedBranch({ name: `branch${number}`, seed: number, orders: 100, linesPerOrder: 1, password: canarySecret });
  for (let other = 0; other < number; other += 1) odoo.insert('product.product', { name: `Shelf ${other}` });
  const honey = odoo.insert('product.product', { name: 'Local honey', default_code: 'HONEY' });
  const lines = odoo.records('pos.order.line').map(({ id }) => id);
  odoo.update('pos.order.line', lines, { product_id: honey, full_product_name: '[HONEY] Local honey' });
  return { odoo, honey };
}

it('one link of a group cures 400 failures of one cause over four branches', async () => {
  const shops = [1, 2, 3, 4].map(aHoneyShop) as [ReturnType<typeof aHoneyShop>, ...ReturnType<typeof aHoneyShop>[]];
  const [first, ...others] = shops;
  const world = await aWorld([first.odoo, ...others.map(({ odoo }) => odoo)]);
  for (const branch of world.branches) await world.receive(branch);
  const isOfOrder = isNotNull(failures.orderId);
  const groups = await world.database.db.selectDistinct({ cause: failures.cause }).from(failures).where(isOfOrder);
  expect([groups.length, await world.database.db.$count(failures, isOfOrder)]).toEqual([1, 400]);
  const group = groups[0]?.cause ?? '';
  const api = await anApi({ database: world.database, db: world.database.db, secretBox: world.deps.secretBox });
  const link = (body: object) => api.call('POST', `/api/failures/groups/${group}/link`, { as: 'operator', body });

  const refused = await link({ centralId: 999_999, retry: true });
  expect([refused.statusCode, refused.json().errors]).toEqual([422, [{ field: 'centralId', message: expect.any(String) }]]);
  const unknown = await api.call('POST', `/api/failures/groups/${'0'.repeat(32)}/link`, { body: { centralId: 1 } });
  expect([unknown.statusCode, unknown.json().code]).toEqual([404, 'group.not_found']);

  const honey = world.central.insert('product.product', { name: 'Honey of the region' });
  const answer = await link({ centralId: honey, retry: true });
  expect(answer.statusCode, answer.body).toBe(200);
  const cured: MappingsSet = answer.json();
  expect(cured.set.map(({ branchCode, remoteId, centralName }) => [branchCode, remoteId, centralName])).toEqual(
    shops.map((shop) => [shop.odoo.name, shop.honey, 'Honey of the region']),
  );
  expect(new Set(shops.map((shop) => shop.honey)).size).toBe(4);
  expect(cured.curable).toMatchObject({ failures: 400, orders: 400, amounts: [{ currency: 'USD' }] });
  expect(cured.runs.map(({ branchCode, orders }) => [branchCode, orders])).toEqual(shops.map(({ odoo }) => [odoo.name, 100]));
  // Asked twice, the runs that wait are the same.
  expect((await link({ centralId: honey, retry: true })).json().runs).toEqual(cured.runs);

  for (const { runId } of cured.runs) await world.attempt(await world.runOf(runId));
  for (const branch of world.branches) {
    expect(await standingFailures(world, branch)).toEqual([]);
    expect((await ledgerOf(world, branch)).every(({ status }) => status === 'imported')).toBe(true);
  }
  expect(world.central.count('sale.order')).toBe(400);
  expect(await world.database.db.$count(links, eq(links.centralId, honey))).toBe(4);
  const over = await link({ centralId: honey });
  expect([over.statusCode, over.json().code]).toEqual([409, 'group.not_linkable']);
});
