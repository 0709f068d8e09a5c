import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordedBranch, recordedCentral } from '../recordings/recorded-databases.ts';
import { type OdooSim, startOdooSim } from '../sim.ts';
import { COLUMNS, orderNamed, orderRows } from '../testing/arrange.ts';
import { faultOfCall } from '../testing/catch-fault.ts';
import { CREATE_ONLY } from '../testing/map-orders.ts';
import { type Call, callerOf, json2, xmlRpc } from '../testing/rpc-client.ts';

let sim: OdooSim;
let central: Call;
let branch: Call;
beforeAll(async () => {
  sim = await startOdooSim({
    databases: [recordedCentral('central', { version: 16 }), recordedBranch(1, 'branch1', { version: 16 })],
  });
  central = callerOf(sim, sim.database('central'));
  branch = callerOf(sim, sim.database('branch1'));
});
afterAll(() => sim.close());

const COLUMNS_16 = COLUMNS.map((column) => column.replace('tax_ids', 'tax_id'));

describe('Odoo 16', () => {
  it('tells its version', async () => {
    expect(await xmlRpc(sim, 'common', 'version', [])).toMatchObject({
      server_version: '16.0',
      server_version_info: [16, 0, 0, 'final', 0, ''],
    });
  });

  it('has no JSON-2', async () => {
    expect((await json2(sim, 'central', 'res.partner/search', { domain: [] })).status).toBe(404);
    expect((await fetch(`${sim.url}/web/version`)).status).toBe(404);
  });

  it('has other fields', async () => {
    const named = async (call: Call, model: string) =>
      Object.keys((await call(model, 'fields_get', [], { attributes: ['type'] })) as object);
    const order = await named(branch, 'pos.order');
    expect(order).toEqual(expect.arrayContaining(['note', 'refunded_order_ids']));
    expect(order).not.toEqual(expect.arrayContaining(['uuid']));
    expect(await named(central, 'sale.order.line')).toEqual(expect.arrayContaining(['tax_id', 'product_uom']));
    expect(await named(central, 'product.product')).toContain('detailed_type');
    expect(await named(central, 'res.users')).toContain('groups_id');
  });

  it('reads the shop with them', async () => {
    const [order] = (await branch('pos.order', 'read', [[1], ['note', 'pos_reference']])) as unknown[];
    expect(order).toEqual({ id: 1, note: 'gift <wrap> & bow', pos_reference: '260-1-000001' });
    const fault = await faultOfCall(branch('pos.order', 'read', [[1], ['uuid']]));
    expect([fault.code, fault.lastLine]).toEqual([1, "ValueError: Invalid field 'uuid' on model 'pos.order'"]);
  });

  it('words its faults differently', async () => {
    const domain = await faultOfCall(central('res.partner', 'search', [[['nofield', '=', 1]]]));
    expect(domain.lastLine).toBe("ValueError: Invalid field res.partner.nofield in leaf ('nofield', '=', 1)");
    const required = await faultOfCall(central('sale.order', 'create', [{}]));
    expect(required.message).toMatch(/^The operation cannot be completed:/);
    expect(required.message).toContain('Field: Customer (partner_id)');
  });

  it('rounds the unit price to two digits, and says so', async () => {
    expect(await central('sale.order.line', 'fields_get', [['price_unit'], ['digits']])).toEqual({
      price_unit: { digits: [16, 2] },
    });
    await central('sale.order', 'load', [COLUMNS_16, orderRows('branch_sync.a', [{ quantity: '12', price: '9.9951' }])], {
      context: CREATE_ONLY,
    });
    expect(orderNamed(sim.database('central'), 'branch_sync.a').order['amount_total']).toBe(120);
  });

  it('loads create-only: a repeat changes nothing', async () => {
    const rows = orderRows('branch_sync.b', [{ taxes: '52' }, {}]);
    const first = await central('sale.order', 'load', [COLUMNS_16, rows], { context: CREATE_ONLY });
    expect(await central('sale.order', 'load', [COLUMNS_16, rows], { context: CREATE_ONLY })).toEqual(first);
    const { order, lines } = orderNamed(sim.database('central'), 'branch_sync.b');
    expect([order['amount_total'], lines[0]?.['tax_id'], lines.length]).toEqual([21, [52], 2]);
  });

  it('asks has_group of the model', async () => {
    expect(await central('res.users', 'has_group', ['sales_team.group_sale_salesman'])).toBe(true);
    expect((await faultOfCall(central('sale.order', 'formatted_read_group', [[], [], []]))).code).toBe(1);
  });
});
