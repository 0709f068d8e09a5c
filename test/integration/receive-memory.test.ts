import { generatedBranch } from '@branch-sync/odoo-sim';
import { expect, it } from 'vitest';
import { aWorld, canarySecret, ledgerOf, standingFailures, type World } from '../harness/world.ts';

/** A branch of orders of one article at 10.00 with 10 % on top; `orderIds` are taken one after another. */
async function aPlainShop() {
  const shop = generatedBranch({ name: 'shop', seed: 1, orders: 12, linesPerOrder: 1, password: canarySecret });
  const [first, ...others] = shop.records('pos.order.line');
  const article = { product_id: first?.['product_id'] ?? 0, full_product_name: first?.['full_product_name'] ?? '' };
  const lines = [first, ...others].flatMap((line) => line?.id ?? []);
  const vat10 = { tax_ids: [7], tax_ids_after_fiscal_position: [7] };
  shop.update('pos.order.line', lines, { ...article, qty: 1, price_unit: 10, discount: 0, ...vat10 });
  const orders = shop.records('pos.order').map(({ id }) => id);
  shop.update('pos.order', orders, { amount_total: 11 });
  const world = await aWorld([shop]);
  const receiveNext = async (count: number) => {
    world.sim.calls.reset();
    return (await world.receive(world.branches[0], { request: { orderIds: orders.splice(0, count) } })).run;
  };
  return { world, receiveNext };
}

const timesAsked = ({ sim }: World, model: string) => sim.calls.count({ model, method: 'search_read' });

it('taxes and the pricelist’s currency are asked once for many runs, and not at all where nothing is new', async () => {
  const { world, receiveNext } = await aPlainShop();
  expect(await receiveNext(2)).toMatchObject({ imported: 2, flagged: 0 });
  expect([timesAsked(world, 'account.tax'), timesAsked(world, 'product.pricelist')]).toEqual([2, 1]);
  expect(await receiveNext(2)).toMatchObject({ imported: 2, flagged: 0 });
  expect([timesAsked(world, 'account.tax'), timesAsked(world, 'product.pricelist')]).toEqual([0, 0]);
  expect(await receiveNext(1)).toMatchObject({ imported: 1, odooCalls: 6 });
  await world.receive(world.branches[0]);
  world.sim.calls.reset();
  expect((await world.receive(world.branches[0])).run).toMatchObject({ imported: 0, odooCalls: 1 });
  expect(world.sim.calls.count({ database: 'central' })).toBe(0);
});

it('what central contradicts is asked anew within the run; what was not found is never remembered', async () => {
  const { world, receiveNext } = await aPlainShop();
  const [branch] = world.branches;
  await receiveNext(2);
  const linkedTo = 52;
  const { id: _, ...tax } = world.central.records('account.tax').find(({ id }) => id === linkedTo) ?? { id: 0 };

  // The tax is deleted and made again while it is remembered: the order goes in with the new one.
  world.central.remove('account.tax', linkedTo);
  const again = world.central.insert('account.tax', tax);
  expect(await receiveNext(2)).toMatchObject({ imported: 2, failed: 0, flagged: 0 });
  expect(timesAsked(world, 'account.tax')).toBe(2);
  expect(world.sim.calls.count({ model: 'sale.order', method: 'load' })).toBe(2);

  // It is deleted for good: the orders fail for want of a tax, after one more question and no more.
  world.central.remove('account.tax', again);
  expect(await receiveNext(3)).toMatchObject({ imported: 0, failed: 3 });
  expect(timesAsked(world, 'account.tax')).toBe(2);
  const failures = await standingFailures(world, branch);
  expect(new Set(failures.map(({ code, causeModel, causeRemoteId }) => `${code} ${causeModel} ${causeRemoteId}`))).toEqual(
    new Set(['tax.not_found account.tax 7']),
  );
  // Whoever makes it and tries again is not told that it is missing still.
  world.central.insert('account.tax', tax);
  const failed = (await ledgerOf(world, branch)).filter(({ status }) => status === 'failed').map(({ remoteId }) => remoteId);
  expect((await world.receive(branch, { request: { orderIds: failed } })).run).toMatchObject({ imported: 3, failed: 0 });
});

it('orders in another currency than the remembered one ask for it anew', async () => {
  const { world, receiveNext } = await aPlainShop();
  const [branch] = world.branches;
  await receiveNext(1);
  const euro = world.central.insert('res.currency', { name: 'EUR', symbol: '€', rounding: 0.01, decimal_places: 2 });
  const euroOfBranch = branch.odoo.insert('res.currency', { name: 'EUR', symbol: '€', rounding: 0.01, decimal_places: 2 });
  const orders = branch.odoo.records('pos.order').map(({ id }) => id);
  branch.odoo.update('pos.order', orders, { currency_id: euroOfBranch });
  expect(await receiveNext(1)).toMatchObject({ failed: 1 });
  expect(timesAsked(world, 'product.pricelist')).toBe(1);
  world.central.update('product.pricelist', 1, { currency_id: euro });
  const [failed] = await standingFailures(world, branch);
  expect(failed?.code).toBe('currency.differs');
  const retried = await world.receive(branch, { request: { orderIds: [failed?.remoteId ?? 0] } });
  expect(retried.run).toMatchObject({ imported: 1, failed: 0 });
});

it('a product that is deleted while its orders are on their way is told as gone, after one more question', async () => {
  const { world, receiveNext } = await aPlainShop();
  await receiveNext(1);
  // Central shows a product that its `load` does not find: deleted between the two, time and again.
  const removed: { readonly id: number }[] = [];
  const stop = world.sim.onCall({ model: 'sale.order', method: 'load' }, async (moment) => {
    if (moment !== 'before') return;
    removed.push(...world.central.records('product.product'));
    world.central.remove(
      'product.product',
      removed.map(({ id }) => id),
    );
  });
  const run = await receiveNext(3);
  stop();
  expect(run).toMatchObject({ imported: 0, failed: 3 });
  expect(world.sim.calls.count({ model: 'sale.order', method: 'load' })).toBe(1);
  expect(timesAsked(world, 'product.product')).toBe(2);
  const codes = (await standingFailures(world, world.branches[0])).map(({ code }) => code);
  expect(new Set(codes)).toEqual(new Set(['product.gone']));
});
