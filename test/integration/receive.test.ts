import { archiveBranch, cliActor } from '@branch-sync/db';
import { closeSession, generatedBranch, payLate, recordedBranch, recordedCentral } from '@branch-sync/odoo-sim';
import { describe, expect, it } from 'vitest';
import { expectExactlyOnce } from '../harness/exactly-once.ts';
import { aWorld, canarySecret, ledgerOf, standingFailures } from '../harness/world.ts';

const password = canarySecret;
const recorded = (branch: 1 | 2) => recordedBranch(branch, `branch${branch}`, { password });
const generated = (orders: number, more: Partial<Parameters<typeof generatedBranch>[0]> = {}) =>
  generatedBranch({ name: 'branch3', seed: 7, orders, password, ...more });

describe('receive', () => {
  it('imports the recorded branch 1: 331 orders to the cent, 21 wait for unknown products', async () => {
    const world = await aWorld([recorded(1)]);
    const { run } = await world.receive(world.branches[0]);
    expect(run).toMatchObject({ status: 'partial', seen: 352, imported: 331, alreadyThere: 0, failed: 21, flagged: 0 });
    await expectExactlyOnce(world, world.branches[0], { failed: 21 });
    const ledger = await ledgerOf(world, world.branches[0]);
    expect(ledger.filter(({ status, difference }) => status === 'imported' && Number(difference) !== 0)).toEqual([]);
  });

  it('flags the 66 orders of branch 2 that differ because it rounds per line, and says so', async () => {
    const world = await aWorld([recorded(2)]);
    const { run } = await world.receive(world.branches[0]);
    expect(run).toMatchObject({ imported: 165, failed: 6, flagged: 66 });
    const flagged = (await ledgerOf(world, world.branches[0])).filter(({ flag }) => flag !== null);
    expect(new Set(flagged.map(({ flag }) => flag))).toEqual(new Set(['total.rounding_method']));
    expect(flagged.every(({ difference }) => Math.abs(Number(difference)) <= 0.02 && Number(difference) !== 0)).toBe(true);
  });

  it('keeps weighed goods, odd discounts and fixed taxes on weights to the cent', async () => {
    const world = await aWorld([generatedBranch({ name: 'branch3', seed: 7, orders: 400, password })]);
    const { run } = await world.receive(world.branches[0]);
    expect(run).toMatchObject({ imported: 400, failed: 0, flagged: 0 });
    expect((await ledgerOf(world, world.branches[0])).filter(({ difference }) => Number(difference) !== 0)).toEqual([]);
  });

  it.each([
    // Four times 0.335 with a fee of 0.35 each: 0.47 at the till, 0.48 in central, which the price gives back.
    { price: 10, total: 15.21, flagged: [] },
    // Here the cent given back takes one of the 10 % along: base and taxes are rounded each for itself.
    { price: 9.97, total: 15.17, flagged: [{ flag: 'total.fixed_tax', difference: '-0.01' }] },
  ])('a fixed tax on weights at $price: $flagged', async ({ price, total, flagged }) => {
    const world = await aWorld([generated(1, { linesPerOrder: 4 })]);
    const [branch] = world.branches;
    const ids = branch.odoo.records('pos.order.line').map(({ id }) => id);
    const taxes = { tax_ids: [5, 7], tax_ids_after_fiscal_position: [5, 7] };
    branch.odoo.update('pos.order.line', ids, { qty: 0.335, price_unit: price, discount: 0, ...taxes });
    branch.odoo.update('pos.order', 1, { amount_total: total });
    expect((await world.receive(branch)).run).toMatchObject({ imported: 1, flagged: flagged.length });
    expect((await ledgerOf(world, branch)).filter(({ flag }) => flag !== null)).toMatchObject(flagged);
  });

  it('finds everything already there the second time', async () => {
    const world = await aWorld([generated(120)]);
    await world.receive(world.branches[0]);
    const { run } = await world.receive(world.branches[0], { request: { since: '2020-01-01T00:00:00Z' } });
    expect(run).toMatchObject({ status: 'succeeded', imported: 0, alreadyThere: 120, failed: 0 });
    await expectExactlyOnce(world, world.branches[0]);
  });

  it.each([0, 1, 100, 101, 250])('stays within 8 + 6 calls per 100 orders: %i orders', async (count) => {
    const world = await aWorld([generated(count)]);
    // What is learned of a connection is learned once, by its test or its first run.
    await world.receive(world.branches[0], { request: { orderIds: [999_999] } });
    const { run } = await world.receive(world.branches[0]);
    expect(run.imported).toBe(count);
    expect(run.odooCalls).toBeLessThanOrEqual(8 + 6 * Math.ceil(count / 100));
  });

  it('writes salesperson, customer, warehouse, pricelist, references and refunds as the branch’s settings say', async () => {
    const world = await aWorld([recorded(1)]);
    const [branch] = world.branches;
    await world.receive(branch);
    const refund = branch.odoo.records('pos.order').find((order) => order['refunded_order_id'] !== false);
    const saleOrder = world.central
      .records('sale.order')
      .find((order) => order['client_order_ref'] === refund?.['pos_reference']);
    const cashierIsMapped = refund?.['user_id'] === 6;
    expect(saleOrder).toMatchObject({
      state: 'draft',
      partner_id: 95,
      warehouse_id: 3,
      pricelist_id: 1,
      user_id: cashierIsMapped ? 8 : 7,
      origin: `branch1 ${String(refund?.['name'])}`,
      date_order: refund?.['date_order'],
    });
    const lines = world.central.records('sale.order.line').filter((line) => line['order_id'] === saleOrder?.id);
    expect(lines.some((line) => Number(line['product_uom_qty']) < 0)).toBe(true);
    expect(lines.map((line) => String(line['name'])).join('\n')).toMatch(/Refund of Shop - \d{6}/);
  });

  it('keeps one unknown product from holding back its 99 neighbours, and says what to do', async () => {
    const branchOdoo = generated(100);
    const world = await aWorld([branchOdoo]);
    const [branch] = world.branches;
    const stranger = branchOdoo.insert('product.product', {
      name: 'Local honey',
      default_code: 'HONEY',
      barcode: '2900000000011',
    });
    const [line] = branchOdoo.records('pos.order.line');
    branchOdoo.update('pos.order.line', line?.id ?? 0, { product_id: stranger, full_product_name: '[HONEY] Local honey' });
    const { run } = await world.receive(branch);
    expect(run).toMatchObject({ status: 'partial', imported: 99, failed: 1 });
    const [failure, ...others] = await standingFailures(world, branch);
    expect(others).toEqual([]);
    expect(failure).toMatchObject({ code: 'product.not_found', class: 'permanent', status: 'open', remoteModel: 'pos.order' });
    expect(failure?.message).toContain('Local honey');
    expect(failure?.fix).toContain('barcode');
    expect(failure?.payload).toMatchObject({ posOrder: { posReference: expect.any(String), lines: expect.any(Array) } });

    world.central.insert('product.product', { name: 'Local honey', barcode: '2900000000011' });
    const { run: retry } = await world.receive(branch, { request: { orderIds: [failure?.remoteId ?? 0] } });
    expect(retry).toMatchObject({ status: 'succeeded', imported: 1, failed: 0 });
    expect(await standingFailures(world, branch)).toEqual([]);
    await expectExactlyOnce(world, branch);
  });

  it('sets aside an order that central refuses, by name', async () => {
    const branchOdoo = generated(30);
    const world = await aWorld([branchOdoo]);
    const [branch] = world.branches;
    const { links } = await import('@branch-sync/db');
    const customer = branchOdoo.insert('res.partner', { name: 'Gone' });
    const [order] = branchOdoo.records('pos.order');
    branchOdoo.update('pos.order', order?.id ?? 0, { partner_id: customer });
    await world.database.db
      .insert(links)
      .values({ branchId: branch.id, model: 'res.partner', remoteId: customer, centralId: 99_999_999, source: 'hand' });
    const { run } = await world.receive(branch);
    expect(run).toMatchObject({ imported: 29, failed: 1 });
    expect(await standingFailures(world, branch)).toMatchObject([{ code: 'customer.gone', remoteId: order?.id }]);
  });

  it('leaves drafts and cancelled orders, and takes them once they are paid', async () => {
    const world = await aWorld([recorded(1)]);
    const [branch] = world.branches;
    const { run } = await world.receive(branch);
    expect(run.seen).toBe(352);
    const draft = branch.odoo.records('pos.order').find((order) => order['state'] === 'draft');
    payLate(branch.odoo, draft?.id ?? 0);
    const { run: later } = await world.receive(branch);
    expect(later).toMatchObject({ imported: 1 });
    await expectExactlyOnce(world, branch, { failed: 21 });
  });

  it('takes an order that was committed late, behind a cursor that had passed it', async () => {
    const world = await aWorld([generated(20)]);
    const [branch] = world.branches;
    await world.receive(branch);
    const [sample] = branch.odoo.records('pos.order');
    const { id: _, ...copy } = sample ?? { id: 0 };
    const startedAt = new Date(Date.now() - 10 * 60_000);
    const uuid = '11111111-2222-4333-8444-555555555555';
    branch.odoo.insertCommittedLate(
      'pos.order',
      { ...copy, uuid, pos_reference: 'LATE-1', lines: [], payment_ids: [] },
      startedAt,
    );
    const { run } = await world.receive(branch);
    expect(run).toMatchObject({ imported: 1 });
  });

  it('does not import again what a closing session has written again', async () => {
    const world = await aWorld([recorded(1)]);
    const [branch] = world.branches;
    await world.receive(branch);
    const rewritten = closeSession(branch.odoo);
    const { run } = await world.receive(branch);
    expect(rewritten.length).toBeGreaterThan(300);
    expect(run).toMatchObject({ imported: 0, alreadyThere: 331, failed: 21 });
    await expectExactlyOnce(world, branch, { failed: 21 });
  });

  it('tells and links the orders of a copied database, and doubles none', async () => {
    const world = await aWorld([generated(40), generated(40, { name: 'copy' })]);
    const [original, copy] = world.branches;
    await world.receive(original);
    const { run } = await world.receive(copy ?? original);
    expect(run).toMatchObject({ imported: 0, alreadyThere: 40, failed: 0 });
    expect(world.lines.join('\n')).toContain('is this branch’s database a copy?');
    const ledger = await ledgerOf(world, copy ?? original);
    expect(ledger.every(({ status, centralId }) => status === 'skipped' && centralId !== null)).toBe(true);
    expect(world.central.records('sale.order').filter((order) => String(order['origin']).startsWith('copy'))).toEqual([]);
  });

  it('does not flag an order that a person has changed before a dead run’s work was recorded', async () => {
    // write_date has whole seconds: central's clock is moved, not waited for.
    let laterMs = 0;
    const central = recordedCentral('central', { password, clock: () => new Date(Date.now() + laterMs) });
    const world = await aWorld([generated(5)], { central });
    const [branch] = world.branches;
    const stop = world.sim.onCall({ model: 'sale.order', method: 'load' }, (moment) => {
      if (moment === 'after')
        world.sim.outages.add({ match: { model: 'sale.order', method: 'search_read' }, kind: 'busy-503', times: 1 });
    });
    const { end } = await world.receive(branch);
    stop();
    expect(end).toMatchObject({ kind: 'failed', willRetry: true });
    const [touched] = world.central.records('sale.order');
    const line = world.central.records('sale.order.line').find((one) => one['order_id'] === touched?.id);
    laterMs = 5_000;
    world.central.update('sale.order.line', line?.id ?? 0, { price_unit: 12_345 });
    world.central.update('sale.order', touched?.id ?? 0, { client_order_ref: touched?.['client_order_ref'] ?? '' });
    const { run } = await world.receive(branch);
    expect(run).toMatchObject({ imported: 5, flagged: 0 });
    expect(world.central.records('sale.order.line').find(({ id }) => id === line?.id)?.['price_unit']).toBe(12_345);
  });

  it('keeps an order back that has a line it cannot read, and no other', async () => {
    const world = await aWorld([generated(10)]);
    const [branch] = world.branches;
    const [line] = branch.odoo.records('pos.order.line');
    branch.odoo.update('pos.order.line', line?.id ?? 0, { product_id: false });
    const { run } = await world.receive(branch);
    expect(run).toMatchObject({ imported: 9, failed: 1 });
    expect(await standingFailures(world, branch)).toMatchObject([{ code: 'order.unreadable', remoteId: line?.['order_id'] }]);
  });

  it('flags an order whose total central does not show again', async () => {
    const world = await aWorld([generated(5)]);
    const [branch] = world.branches;
    world.sim.onCall({ model: 'sale.order', method: 'load' }, (moment) => {
      const [first] = world.central.records('sale.order');
      if (moment === 'after' && first !== undefined) world.central.remove('sale.order', first.id);
    });
    const { run } = await world.receive(branch);
    expect(run).toMatchObject({ imported: 5, flagged: 1 });
    const flagged = (await ledgerOf(world, branch)).filter(({ flag }) => flag !== null);
    expect(flagged).toMatchObject([{ flag: 'total.unseen', centralTotal: null }]);
  });

  it('asks anew what it remembered of central and branch, once that is contradicted', async () => {
    const world = await aWorld([generated(20)]);
    const [branch] = world.branches;
    await world.receive(branch, { request: { orderIds: [1] } });
    // As if central had been 16 when it was asked, and is 19 now.
    await world.database.sql`update central set facts = jsonb_set(facts, '{dialect,saleOrderLine,taxField}', '"tax_id"')`;
    const { run } = await world.receive(branch);
    expect(run).toMatchObject({ status: 'succeeded', imported: 19, failed: 0 });
    // As if an earlier version of ours had asked for fewer fields.
    await world.database.sql`
      update branches set facts = jsonb_set(jsonb_set(facts, '{asked}', '"less"'), '{dialect,posOrderLineFields}', '[]')`;
    const { run: again } = await world.receive(branch, { request: { since: '2020-01-01T00:00:00Z' } });
    expect(again).toMatchObject({ status: 'succeeded', alreadyThere: 20 });
    await expectExactlyOnce(world, branch);
  });

  it('finds the orders of a branch that was deleted and came back, on Odoo 16 as well', async () => {
    const central = recordedCentral('central', { password, version: 16 });
    const world = await aWorld([generated(15, { version: 16 })], { central });
    const [branch] = world.branches;
    await world.receive(branch);
    await archiveBranch(world.database.db, cliActor, branch.code);
    const back = await world.addBranch(branch.odoo);
    const { run } = await world.receive(back);
    expect(run).toMatchObject({ status: 'succeeded', failed: 0, seen: 15 });
    expect(world.central.records('sale.order')).toHaveLength(15);
    expect((await ledgerOf(world, back)).every(({ centralId }) => centralId !== null)).toBe(true);
  });

  it('works the same over JSON-2, where the secret is an API key', async () => {
    const central = recordedCentral('central', { apiKey: password });
    const world = await aWorld([generated(120, { password: 'of-people', apiKey: password })], { central });
    const [branch] = world.branches;
    expect((await world.receive(branch)).run).toMatchObject({ status: 'succeeded', imported: 120, flagged: 0 });
    await expectExactlyOnce(world, branch);
    const wires = await world.database.sql`
      select facts #>> '{connection,transport}' as wire from branches union all select facts #>> '{connection,transport}' from central`;
    expect(wires.map(({ wire }) => wire)).toEqual(['json2', 'json2']);
  });

  it('works the same on Odoo 16: no uuid, tax_id, two-digit prices', async () => {
    const branchOdoo = generated(60, { version: 16 });
    const centralOdoo = recordedCentral('central', { password, version: 16 });
    const world = await aWorld([branchOdoo], { central: centralOdoo });
    const { run } = await world.receive(world.branches[0]);
    expect(run).toMatchObject({ imported: 60, failed: 0 });
    const { run: again } = await world.receive(world.branches[0], { request: { since: '2020-01-01T00:00:00Z' } });
    expect(again).toMatchObject({ imported: 0, alreadyThere: 60 });
  });
});
