import { branches, links } from '@branch-sync/db';
import { generatedBranch, recordedBranch } from '@branch-sync/odoo-sim';
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { aWorld, canarySecret, ledgerOf, type TestBranch, type World } from '../harness/world.ts';

/** Lets a branch make up for differences with a product of its own; gives the product. */
async function letAdjust(world: World, branch: TestBranch, adjustLimit: string): Promise<number> {
  const adjustProductId = world.central.insert('product.product', { name: 'Rounding', lst_price: 1, uom_id: 1 });
  const rule = { totalRule: 'adjust' as const, adjustProductId, adjustLimit };
  await world.database.db.update(branches).set(rule).where(eq(branches.id, branch.id));
  return adjustProductId;
}

const linesOf = (world: World, productId: number) =>
  world.central.records('sale.order.line').filter((line) => line['product_id'] === productId);

describe('an order whose total differs', () => {
  it('is made up for by one line of the branch’s product, whatever is lost on the way', async () => {
    const world = await aWorld([recordedBranch(2, 'b2', { password: canarySecret })]);
    const [branch] = world.branches;
    const product = await letAdjust(world, branch, '0.05');
    world.sim.outages.add({ match: { model: 'sale.order.line', method: 'load' }, kind: 'reset-after', times: 1 });
    const asked = await world.ask(branch);
    expect(await world.attempt(asked)).not.toMatchObject({ kind: 'over' });
    await world.attempt(asked);
    expect(await world.runOf(asked.id)).toMatchObject({ imported: 165, failed: 6, flagged: 0 });

    const ledger = await ledgerOf(world, branch);
    const adjusted = ledger.filter(({ adjustment }) => adjustment !== null);
    expect(adjusted).toHaveLength(66);
    expect(ledger.every(({ difference }) => Number(difference) === 0)).toBe(true);
    const lines = linesOf(world, product);
    expect(lines).toHaveLength(66);
    expect(lines[0]?.['name']).toMatch(/^Difference to the till’s total of \d+\.\d\d USD$/);
    const amounts = new Map(lines.map((line) => [line['order_id'], line['price_total']]));
    for (const { centralId, adjustment } of adjusted) expect(Number(adjustment)).toBe(amounts.get(centralId ?? 0));
    expect(world.central.records('sale.order')).toHaveLength(165);
  });

  it('is told where it is more than the branch’s limit, and where central takes no line', async () => {
    const world = await aWorld([recordedBranch(2, 'b2', { password: canarySecret })]);
    const [branch] = world.branches;
    const product = await letAdjust(world, branch, '0.01');
    const refusal = 'This product is not for lines of ours.';
    const end = world.sim.outages.add({
      match: { model: 'sale.order.line', method: 'load' },
      kind: 'fault',
      code: 2,
      text: refusal,
    });
    const { run } = await world.receive(branch, { request: { orderIds: [...Array(60).keys()].map((id) => id + 1) } });
    expect(run.flagged).toBeGreaterThan(0);
    expect(linesOf(world, product)).toEqual([]);
    expect(world.lines.join('\n')).toContain(refusal);
    end();
    await world.receive(branch);
    const flagged = (await ledgerOf(world, branch)).filter(({ flag, runId }) => flag !== null && runId !== run.id);
    expect(new Set(flagged.map(({ difference }) => Math.abs(Number(difference))))).toEqual(new Set([0.02]));
    expect(flagged[0]).toMatchObject({ flag: 'total.rounding_method', adjustment: null });
    expect(flagged[0]?.flagMessage).toMatch(/0\.02 USD off in central: the branch rounds taxes per line, central per order\.$/);
  });

  it('says which taxes are linked and yet differ', async () => {
    const world = await aWorld([generatedBranch({ name: 'b1', seed: 3, orders: 20, password: canarySecret })]);
    const [branch] = world.branches;
    const taxed = branch.odoo
      .records('pos.order.line')
      .find((line) => Array.isArray(line['tax_ids']) && line['tax_ids'].length === 1);
    const remoteId = Array.isArray(taxed?.['tax_ids']) ? Number(taxed['tax_ids'][0]) : 0;
    const tax = branch.odoo.records('account.tax').find(({ id }) => id === remoteId);
    const other = world.central
      .records('account.tax')
      .find((one) => one['type_tax_use'] === 'sale' && one['amount_type'] === 'percent' && one['amount'] !== tax?.['amount']);
    await world.database.db
      .insert(links)
      .values({ branchId: branch.id, model: 'account.tax', remoteId, centralId: other?.id ?? 0, source: 'hand' });
    await world.receive(branch);
    const flagged = (await ledgerOf(world, branch)).filter(({ flag }) => flag !== null);
    expect(flagged.length).toBeGreaterThan(0);
    for (const order of flagged) expect(order).toMatchObject({ flag: 'total.tax_rate' });
    expect(flagged[0]?.flagMessage).toContain(`${tax?.['name']} (${tax?.['amount']} %`);
    expect(flagged[0]?.flagMessage).toContain(`is linked to ${other?.['name']} (${other?.['amount']} %`);
  });
});
