import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OdooDatabase } from '../orm/database.ts';
import type { WireStruct } from '../orm/value.ts';
import { recordedCentral } from '../recordings/recorded-databases.ts';
import { type OdooSim, startOdooSim } from '../sim.ts';
import { faultOfCall } from '../testing/catch-fault.ts';
import { type Call, callerOf, json2 } from '../testing/rpc-client.ts';
import { confirmOrder, duplicateOrder } from './back-office.ts';

let central: OdooDatabase;
let sim: OdooSim;
let call: Call;
beforeEach(async () => {
  central = recordedCentral();
  sim = await startOdooSim({ databases: [central] });
  call = callerOf(sim, central);
});
afterEach(() => sim.close());

const line = (values: WireStruct = {}) => [
  0,
  0,
  { product_id: 164, name: 'Tea', product_uom_qty: 2, price_unit: 10, tax_ids: [[6, 0, [52]]], ...values },
];
const create = async (...lines: ReturnType<typeof line>[]) =>
  Number(await call('sale.order', 'create', [{ partner_id: 95, order_line: lines }]));
const read = async (id: number, ...fields: string[]) => ((await call('sale.order', 'read', [[id], fields])) as WireStruct[])[0];

describe('a sales order by create', () => {
  it('is a draft with its lines, totals and what Odoo fills in', async () => {
    const id = await create(line(), line({ price_unit: 5, discount: 10 }));
    expect(
      await read(
        id,
        'name',
        'state',
        'amount_untaxed',
        'amount_tax',
        'amount_total',
        'partner_invoice_id',
        'user_id',
        'currency_id',
      ),
    ).toEqual({
      id,
      name: `S${String(id).padStart(5, '0')}`,
      state: 'draft',
      amount_untaxed: 29,
      amount_tax: 2.9,
      amount_total: 31.9,
      partner_invoice_id: [95, 'Branch 1 Walk-in'],
      user_id: [9, 'Sync Service'],
      currency_id: [1, 'USD'],
    });
  });

  it('many at once give their ids, on both wires', async () => {
    const ids = await call('sale.order', 'create', [[{ partner_id: 95 }, { partner_id: 96 }]]);
    expect(ids).toEqual([expect.any(Number), expect.any(Number)]);
    const { body } = await json2(sim, 'central', 'sale.order/create', { vals_list: [{ partner_id: 95 }] });
    expect(body).toEqual([expect.any(Number)]);
  });

  it('twice is two orders: create knows no external id', async () => {
    expect(await create(line())).not.toBe(await create(line()));
  });

  it('needs a product on every line that counts', async () => {
    const fault = await faultOfCall(create(line({ product_id: false })));
    expect([fault.code, central.count('sale.order')]).toEqual([2, 0]);
  });
});

describe('an order that is changed', () => {
  it('is computed anew when a line is written, added or removed', async () => {
    const id = await create(line());
    const [lineId = 0] = ((await read(id, 'order_line'))?.['order_line'] ?? []) as number[];
    await call('sale.order.line', 'write', [[lineId], { product_uom_qty: 3 }]);
    expect((await read(id, 'amount_total'))?.['amount_total']).toBe(33);
    await call('sale.order', 'write', [[id], { order_line: [line({ price_unit: 1 }), [1, lineId, { price_unit: 20 }]] }]);
    expect((await read(id, 'amount_total'))?.['amount_total']).toBe(68.2);
    await call('sale.order', 'write', [[id], { order_line: [[2, lineId]] }]);
    expect((await read(id, 'amount_total'))?.['amount_total']).toBe(2.2);
  });

  it('loses its lines and its external id when it is deleted', async () => {
    const admin = callerOf(sim, central, 'admin');
    await call('sale.order', 'load', [['id', 'partner_id/.id', 'order_line/product_id/.id'], [['branch_sync.a', '95', '164']]]);
    const id = central.records('sale.order')[0]?.id ?? 0;
    expect((await faultOfCall(call('sale.order', 'unlink', [[id]]))).code).toBe(4);
    await admin('sale.order', 'unlink', [[id]]);
    expect([central.count('sale.order'), central.count('sale.order.line'), central.count('ir.model.data')]).toEqual([0, 0, 0]);
  });

  it('moves its write_date', async () => {
    const id = await create(line());
    central.clock = () => new Date('2030-01-01T00:00:00Z');
    await call('sale.order', 'write', [[id], { origin: 'by hand' }]);
    expect(await read(id, 'write_date', 'origin')).toEqual({ id, write_date: '2030-01-01 00:00:00', origin: 'by hand' });
  });
});

describe('what people do with a sales order', () => {
  const externalIds = (id: number) =>
    central.records('ir.model.data').filter((row) => row['model'] === 'sale.order' && row['res_id'] === id);
  async function aLoadedOrder(): Promise<number> {
    const fields = [
      'id',
      'partner_id/.id',
      'origin',
      'client_order_ref',
      'date_order',
      'order_line/product_id/.id',
      'order_line/name',
      'order_line/price_unit',
    ];
    const row = ['branch_sync.order_a', '95', 'B1 Shop - 1', '260-1-1', '2026-10-24 10:00:00', '164', 'Tea', '10'];
    const answer = (await call('sale.order', 'load', [fields, [row]], {
      context: { mode: 'update', noupdate: true, tz: 'UTC' },
    })) as { ids: number[] };
    return answer.ids[0] ?? 0;
  }

  it('confirming moves its date', async () => {
    const id = await aLoadedOrder();
    confirmOrder(central, id);
    const order = (await read(id, 'state', 'date_order')) ?? {};
    expect(order['state']).toBe('sale');
    expect(String(order['date_order']) > '2026-11-01').toBe(true);
  });

  it('a copy has its origin and lines, but no reference, no date and no external id of it', async () => {
    const id = await aLoadedOrder();
    confirmOrder(central, id);
    const copy = duplicateOrder(central, id);
    expect(await read(copy, 'state', 'origin', 'client_order_ref', 'amount_total')).toEqual({
      ...(await read(id, 'origin', 'amount_total')),
      id: copy,
      state: 'draft',
      client_order_ref: false,
    });
    expect([externalIds(id).length, externalIds(copy).length]).toEqual([1, 0]);
  });

  it('deleting takes its external id along, so that a create-only load makes another', async () => {
    const id = await aLoadedOrder();
    expect(await aLoadedOrder()).toBe(id);
    central.remove('sale.order', id);
    expect(externalIds(id)).toEqual([]);
    const again = await aLoadedOrder();
    expect(again).not.toBe(id);
    expect(await aLoadedOrder()).toBe(again);
  });
});
