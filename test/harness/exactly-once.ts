import { expect } from 'vitest';
import { ledgerOf, soldOrders, type TestBranch, type World } from './world.ts';

/**
 * Holds the books of both sides against each other: every sold order of the branch (but for those expected to fail) is one
 * Sales Order in central and one row in the ledger, and nothing else is there.
 */
export async function expectExactlyOnce(
  world: World,
  branch: TestBranch,
  { failed = 0 }: { readonly failed?: number } = {},
): Promise<void> {
  const sold = soldOrders(branch);
  const ledger = await ledgerOf(world, branch);
  const imported = ledger.filter(({ status }) => status === 'imported');
  const saleOrders = world.central.records('sale.order').filter((order) => String(order['origin']).startsWith(`${branch.code} `));
  const references = saleOrders.map((order) => String(order['client_order_ref']));

  expect(new Set(references).size, 'Sales Orders that name the same POS order').toBe(references.length);
  expect(ledger.map(({ remoteId }) => remoteId)).toEqual(sold.map(({ id }) => id).toSorted((a, b) => a - b));
  expect(imported).toHaveLength(sold.length - failed);
  expect(saleOrders.map(({ id }) => id).toSorted((a, b) => a - b)).toEqual(
    imported.map(({ centralId }) => centralId ?? 0).toSorted((a, b) => a - b),
  );
  for (const order of saleOrders) {
    const lines = world.central
      .records('sale.order.line')
      .filter((line) => line['order_id'] === order.id && !line['display_type']);
    const remote = sold.find((one) => one['pos_reference'] === order['client_order_ref']);
    const remoteLines = branch.odoo.records('pos.order.line').filter((line) => line['order_id'] === remote?.id);
    expect(lines.length, `lines of ${String(order['client_order_ref'])}`).toBe(remoteLines.length);
  }
}
