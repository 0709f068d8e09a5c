import { afterAll, beforeAll, expect, it } from 'vitest';
import { numberOf, textOf } from '../orm/value.ts';
import { requireRecording } from '../recordings/folder.ts';
import { recordedBranch, recordedCentral } from '../recordings/recorded-databases.ts';
import { type OdooSim, startOdooSim } from '../sim.ts';
import { CREATE_ONLY, linesOf, SALE_ORDER_COLUMNS, saleOrderRows } from '../testing/map-orders.ts';
import { callerOf } from '../testing/rpc-client.ts';

interface RecordedResult {
  readonly total: number;
  readonly tax: number;
  readonly untaxed: number;
  readonly lineTotals: readonly number[];
}
const recorded = requireRecording('central-results.json') as Record<'branch-1' | 'branch-2', Record<string, RecordedResult>>;

let sim: OdooSim;
beforeAll(async () => {
  sim = await startOdooSim({ databases: [recordedCentral()] });
});
afterAll(() => sim.close());

it.each([
  ['branch-1', 1, 331],
  ['branch-2', 2, 165],
] as const)('computes all importable orders of %s as the real central did, to the cent', async (key, number, orderCount) => {
  const branch = recordedBranch(number);
  const central = sim.database('central');
  const orders = branch.records('pos.order').filter((order) => recorded[key][textOf(order, 'uuid')] !== undefined);
  expect(orders).toHaveLength(orderCount);

  const loaded = await callerOf(sim, central)(
    'sale.order',
    'load',
    [SALE_ORDER_COLUMNS, saleOrderRows(branch, central, orders)],
    {
      context: CREATE_ONLY,
    },
  );
  const { ids } = loaded as { ids: number[] };

  const sold = new Map(central.records('sale.order').map((order) => [order.id, order]));
  const computed = orders.map((order, place) => {
    const made = sold.get(ids[place] ?? 0) ?? { id: 0 };
    return {
      uuid: textOf(order, 'uuid'),
      posTotal: numberOf(order, 'amount_total'),
      total: numberOf(made, 'amount_total'),
      tax: numberOf(made, 'amount_tax'),
      untaxed: numberOf(made, 'amount_untaxed'),
      lineTotals: linesOf(central, 'sale.order.line', made.id).map((line) => numberOf(line, 'price_total')),
    };
  });
  expect(computed).toEqual(orders.map((order) => ({ uuid: textOf(order, 'uuid'), ...recorded[key][textOf(order, 'uuid')] })));
});
