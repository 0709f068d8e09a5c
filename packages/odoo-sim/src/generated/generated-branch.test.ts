import { describe, expect, it } from 'vitest';
import { payLate } from '../models/late-sales.ts';
import { idOf, numberOf, textOf } from '../orm/value.ts';
import { recordedCentral } from '../recordings/recorded-databases.ts';
import { startOdooSim } from '../sim.ts';
import { CREATE_ONLY, linesOf, SALE_ORDER_COLUMNS, saleOrderRows } from '../testing/map-orders.ts';
import { callerOf } from '../testing/rpc-client.ts';
import { generatedBranch, openTill } from './generated-branch.ts';

const options = { name: 'branch3', seed: 3, orders: 200 } as const;
const branch = generatedBranch(options);

describe('a generated branch', () => {
  it('is the same for the same seed, and another for another', () => {
    const again = generatedBranch(options);
    for (const model of ['pos.order', 'pos.order.line', 'pos.payment', 'product.product']) {
      expect(again.records(model)).toEqual(branch.records(model));
    }
    const uuids = (database: typeof branch) => database.records('pos.order').map((order) => textOf(order, 'uuid'));
    const others = new Set(uuids(generatedBranch({ ...options, seed: 4 })));
    expect(uuids(branch).filter((uuid) => others.has(uuid))).toEqual([]);
  });

  it('has the orders, lines and moments that were asked for', () => {
    const endsAt = new Date('2026-01-31T18:00:00Z');
    const asked = generatedBranch({ ...options, orders: 50, linesPerOrder: 4, endsAt, spanDays: 2, refundShare: 0 });
    const orders = asked.records('pos.order');
    expect(orders).toHaveLength(50);
    expect(asked.count('pos.order.line')).toBe(200);
    const dates = orders.map((order) => textOf(order, 'date_order'));
    expect(dates).toEqual([...dates].sort());
    expect(dates[0]?.slice(0, 10)).toBe('2026-01-29');
    expect(dates.at(-1)?.slice(0, 10)).toBe('2026-01-31');
  });

  it('pays every order in full, and refunds lines that were sold', () => {
    const orders = branch.records('pos.order');
    const paid = new Map(
      branch.records('pos.payment').map((payment) => [idOf(payment, 'pos_order_id'), numberOf(payment, 'amount')]),
    );
    expect(orders.map((order) => paid.get(order.id))).toEqual(orders.map((order) => numberOf(order, 'amount_total')));
    const refunds = orders.filter((order) => idOf(order, 'refunded_order_id') !== null);
    expect(refunds.length).toBeGreaterThan(0);
    for (const refund of refunds) {
      const sold = branch.table('pos.order').get(idOf(refund, 'refunded_order_id') ?? 0);
      expect(numberOf(refund, 'amount_total')).toBe(-numberOf(sold ?? { id: 0 }, 'amount_total'));
    }
  });

  it('sells only what central knows: central computes the same totals for whole quantities', async () => {
    const central = recordedCentral();
    const sim = await startOdooSim({ databases: [central] });
    try {
      const isWhole = (order: { id: number }) =>
        linesOf(branch, 'pos.order.line', order.id).every(
          (line) => Math.round(numberOf(line, 'qty') * 100) === numberOf(line, 'qty') * 100,
        );
      const orders = branch.records('pos.order').filter(isWhole);
      const rows = saleOrderRows(branch, central, orders);
      const { ids } = (await callerOf(sim, central)('sale.order', 'load', [SALE_ORDER_COLUMNS, rows], {
        context: CREATE_ONLY,
      })) as { ids: number[] };
      const totals = ids.map((id) => numberOf(central.table('sale.order').get(id) ?? { id }, 'amount_total'));
      expect(totals).toEqual(orders.map((order) => numberOf(order, 'amount_total')));
    } finally {
      await sim.close();
    }
  });
});

describe('an open till', () => {
  const now = new Date('2026-02-01T09:00:00Z');
  const open = () => openTill({ ...options, orders: 10, clock: () => now });
  const orderOf = (database: typeof branch, id: number) => database.records('pos.order').find((order) => order.id === id);

  it('sells on by the clock of its database, under numbers that go on', () => {
    const { database, till } = open();
    const order = orderOf(database, till.sell());
    expect(order).toMatchObject({ state: 'paid', pos_reference: '260-1-000011', date_order: '2026-02-01 08:59:58' });
    expect(textOf(order ?? { id: 0 }, 'write_date').slice(0, 19)).toBe('2026-02-01 09:00:00');
    expect(database.records('pos.payment').filter((payment) => payment['pos_order_id'] === order?.id)).toHaveLength(1);
  });

  it('rings up what is paid later', () => {
    const { database, till } = open();
    const id = till.ringUp();
    const isPayment = (payment: { readonly [column: string]: unknown }) => payment['pos_order_id'] === id;
    expect(orderOf(database, id)).toMatchObject({ state: 'draft', amount_paid: 0 });
    expect(database.records('pos.payment').filter(isPayment)).toEqual([]);
    payLate(database, id);
    const order = orderOf(database, id);
    expect(order).toMatchObject({ state: 'paid', amount_paid: order?.['amount_total'] });
    expect(database.records('pos.payment').filter(isPayment)).toMatchObject([{ amount: order?.['amount_total'] }]);
  });

  it('begins sales that are seen, behind later ones, only once they are committed', () => {
    const { database, till } = open();
    const pending = till.beginSale();
    const later = till.sell();
    expect(pending.id).toBeLessThan(later);
    expect(orderOf(database, pending.id)).toBeUndefined();
    pending.commit();
    expect(orderOf(database, pending.id)).toMatchObject({ state: 'paid' });
    expect(linesOf(database, 'pos.order.line', pending.id).length).toBeGreaterThan(0);
  });
});
