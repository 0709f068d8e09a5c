import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OdooDatabase } from '../orm/database.ts';
import { numberOf, textOf, type WireStruct } from '../orm/value.ts';
import { recordedCentral } from '../recordings/recorded-databases.ts';
import { type OdooSim, startOdooSim } from '../sim.ts';
import { ARTICLE_103, COLUMNS, orderNamed, orderRows, VAT_10 } from '../testing/arrange.ts';
import { faultOfCall } from '../testing/catch-fault.ts';
import { CREATE_ONLY } from '../testing/map-orders.ts';
import { callerOf, json2 } from '../testing/rpc-client.ts';

let central: OdooDatabase;
let sim: OdooSim;
beforeEach(async () => {
  central = recordedCentral();
  sim = await startOdooSim({ databases: [central] });
});
afterEach(() => sim.close());

interface Outcome {
  readonly ids: number[] | false;
  readonly messages: WireStruct[];
  readonly nextrow: number;
}
async function load(rows: string[][], context: WireStruct = CREATE_ONLY, columns = COLUMNS): Promise<Outcome> {
  return (await callerOf(sim, central)('sale.order', 'load', [columns, rows], { context })) as unknown as Outcome;
}
const firstOf = (ids: Outcome['ids']): number => (ids === false ? 0 : (ids[0] ?? 0));
const lineCount = (externalId: string) => orderNamed(central, externalId).lines.length;

describe('creating only', () => {
  it('creates orders, lines and external ids, and gives the ids in place', async () => {
    const outcome = await load([...orderRows('branch_sync.a', [{}, {}, {}]), ...orderRows('branch_sync.b', [{}])]);
    expect(outcome).toEqual({
      ids: [orderNamed(central, 'branch_sync.a').order.id, orderNamed(central, 'branch_sync.b').order.id],
      messages: [],
      nextrow: 0,
    });
    expect([lineCount('branch_sync.a'), lineCount('branch_sync.b')]).toEqual([3, 1]);
    expect(orderNamed(central, 'branch_sync.a').order).toMatchObject({
      name: 'S00001',
      state: 'draft',
      currency_id: 1,
      company_id: 1,
    });
  });

  it('a repeat changes nothing and gives the same ids', async () => {
    const rows = orderRows('branch_sync.a', [{}, {}]);
    const first = await load(rows);
    const before = orderNamed(central, 'branch_sync.a');
    expect(await load(rows)).toEqual(first);
    expect(orderNamed(central, 'branch_sync.a')).toEqual(before);
  });

  it('of known and new ones it creates the new', async () => {
    const { ids: known } = await load(orderRows('branch_sync.b'));
    const { ids } = await load([...orderRows('branch_sync.a'), ...orderRows('branch_sync.b'), ...orderRows('branch_sync.c')]);
    expect(ids).toEqual([expect.any(Number), firstOf(known), expect.any(Number)]);
    expect(central.count('sale.order')).toBe(3);
  });

  it('an order that was deleted is created again', async () => {
    await load(orderRows('branch_sync.a'));
    central.remove('sale.order', orderNamed(central, 'branch_sync.a').order.id);
    expect(central.count('sale.order.line')).toBe(0);
    await load(orderRows('branch_sync.a'));
    expect(lineCount('branch_sync.a')).toBe(1);
  });
});

it('without noupdate a repeat is an update that appends the lines again', async () => {
  const lines = ['31.22', '31.22', '31.22', '31.215'].map((price) => ({ price }));
  const rows = orderRows('branch_sync.a', lines);
  await load(rows, { tz: 'UTC' });
  expect([lineCount('branch_sync.a'), orderNamed(central, 'branch_sync.a').order['amount_total']]).toEqual([4, 124.88]);
  await load(rows, { tz: 'UTC' });
  expect([lineCount('branch_sync.a'), orderNamed(central, 'branch_sync.a').order['amount_total']]).toEqual([8, 249.75]);
});

it('noupdate counts from the creation: what was made without it is updated by a create-only call', async () => {
  await load(orderRows('branch_sync.a'), {});
  await load(orderRows('branch_sync.a'), CREATE_ONLY);
  expect(lineCount('branch_sync.a')).toBe(2);
});

describe('bad rows', () => {
  it.each([
    [{ product: '99999999' }, "No matching record found for database id '99999999' in field 'Order Lines/Product'"],
    [{ quantity: 'abc' }, "'abc' does not seem to be a number for field 'Order Lines/Quantity'"],
    [{ taxes: `${VAT_10},99999999` }, "No matching record found for database id '99999999' in field 'Order Lines/Taxes'"],
  ])('%o is told with record and rows, and nothing is created', async (bad, message) => {
    const outcome = await load([...orderRows('branch_sync.a', [{}, {}]), ...orderRows('branch_sync.b', [{}, bad])]);
    expect(outcome.ids).toBe(false);
    expect(outcome.messages).toEqual([
      expect.objectContaining({
        message,
        record: 1,
        rows: { from: 2, to: 3 },
        type: 'error',
        field: 'order_line',
        field_name: 'Order Lines',
      }),
    ]);
    expect([central.count('sale.order'), central.count('sale.order.line'), central.count('ir.model.data')]).toEqual([0, 0, 0]);
  });

  it('three bad orders are all named, the one without a customer twice', async () => {
    const rows = [
      ...orderRows('branch_sync.a', [{ product: '99999999' }]),
      ...orderRows('branch_sync.b'),
      ...orderRows('branch_sync.c', [{ price: 'abc' }]),
      ...orderRows('branch_sync.d', [{}], '99999999'),
    ];
    expect((await load(rows)).messages.map((message) => message['record'])).toEqual([0, 2, 3, 3]);
  });

  it('gives up naming them after ten', async () => {
    const rows = Array.from({ length: 30 }, (_, place) => orderRows(`branch_sync.${place}`, [{}], '')).flat();
    const { messages } = await load(rows);
    expect(messages.filter((message) => message['type'] === 'error')).toHaveLength(10);
    expect(messages.at(-1)?.['message']).toMatch(/^Found more than 10 errors/);
  });

  it('an external id with a space is told as a message', async () => {
    const { ids, messages } = await load(orderRows('branch_sync.a b'));
    expect(ids).toBe(false);
    expect(messages).toEqual([
      expect.objectContaining({ record: 0, message: expect.stringContaining('External IDs cannot contain spaces') }),
    ]);
  });

  it('an unknown column is a fault', async () => {
    const fault = await faultOfCall(load([['branch_sync.a', 'x']], {}, ['id', 'nope']));
    expect([fault.code, fault.lastLine]).toEqual([1, "ValueError: Invalid field name 'nope'"]);
  });

  it('a date that is none is told with the form to use', async () => {
    const { messages } = await load([['branch_sync.a', '95', '20/11/2026']], {}, ['id', 'partner_id/.id', 'date_order']);
    expect(messages[0]).toMatchObject({
      message: "'20/11/2026' does not seem to be a valid date for field 'Order Date'",
      moreinfo: "Use the format '2012-12-31 23:59:59'",
    });
  });
});

describe('cells', () => {
  it.each([
    [{}, '2026-11-20 09:00:00'],
    [{ tz: 'UTC' }, '2026-11-20 10:00:00'],
    [{ tz: 'America/New_York' }, '2026-11-20 15:00:00'],
  ])('dates are read in the zone of context %o, else in that of the user (Brussels)', async (context, stored) => {
    await load(orderRows('branch_sync.a'), context);
    expect(orderNamed(central, 'branch_sync.a').order['date_order']).toBe(stored);
  });

  it('an empty tax cell means no tax; without the column the product brings its own', async () => {
    await load(orderRows('branch_sync.a'));
    expect(orderNamed(central, 'branch_sync.a').lines[0]?.['tax_ids']).toEqual([]);
    const withoutTaxes = COLUMNS.slice(0, -1);
    await load(
      orderRows('branch_sync.b').map((row) => row.slice(0, -1)),
      CREATE_ONLY,
      withoutTaxes,
    );
    expect(orderNamed(central, 'branch_sync.b').lines[0]?.['tax_ids']).toEqual([Number(VAT_10)]);
  });

  it('a line without a name gets the name of its product', async () => {
    const place = COLUMNS.indexOf('order_line/name');
    const without = (cells: string[]) => cells.filter((_, index) => index !== place);
    await load(orderRows('branch_sync.a').map(without), CREATE_ONLY, without(COLUMNS));
    expect(orderNamed(central, 'branch_sync.a').lines[0]?.['name']).toBe('[P103] Article 103');
  });

  it.each(['Note', 'line_note'])('a note line, by %s', async (kind) => {
    const columns = [...COLUMNS, 'order_line/display_type'];
    const note = ['', '', '', '', 'Without sugar', '', '', '', '', kind];
    const { ids } = await load([...orderRows('branch_sync.a').map((row) => [...row, '']), note], CREATE_ONLY, columns);
    expect(ids).not.toBe(false);
    const { order, lines } = orderNamed(central, 'branch_sync.a');
    expect(lines[1]).toMatchObject({ display_type: 'line_note', name: 'Without sugar', price_total: 0 });
    expect(order['amount_total']).toBe(10);
  });

  it('archived products and negative quantities are taken', async () => {
    central.update('product.product', Number(ARTICLE_103), { active: false, sale_ok: false });
    await load(orderRows('branch_sync.a', [{ quantity: '-2' }]));
    expect(orderNamed(central, 'branch_sync.a').order['amount_total']).toBe(-20);
  });

  it('salesperson, warehouse and pricelist are kept', async () => {
    const columns = ['id', 'partner_id/.id', 'user_id/.id', 'warehouse_id/.id', 'pricelist_id/.id', 'client_order_ref', 'origin'];
    await load([['branch_sync.a', '95', '7', '3', '2', 'ref', 'from']], CREATE_ONLY, columns);
    expect(orderNamed(central, 'branch_sync.a').order).toMatchObject({
      user_id: 7,
      warehouse_id: 3,
      pricelist_id: 2,
      client_order_ref: 'ref',
      origin: 'from',
    });
  });
});

describe('precision', () => {
  it.each([
    ['0.335 kg becomes 0.34', { quantity: '0.335', price: '10' }, 3.4],
    [
      'what quantity cannot hold, carried in the price, 20 % included',
      { quantity: '0.34', price: '9.852941176470587', taxes: '51' },
      3.35,
    ],
    ['the same, 10 % on top', { quantity: '0.34', price: '9.852941176470587', taxes: '52' }, 3.69],
    [
      'what discount cannot hold, carried in the price',
      { quantity: '3', price: '99.99550022498875', discount: '33.33', taxes: '52' },
      220,
    ],
    ['price_unit is kept unrounded', { quantity: '12', price: '9.9951' }, 119.94],
  ])('%s', async (_case, line, total) => {
    await load(orderRows('branch_sync.a', [line]));
    expect(orderNamed(central, 'branch_sync.a').order['amount_total']).toBe(total);
  });

  it('a discount of 33.333 becomes 33.33', async () => {
    await load(orderRows('branch_sync.a', [{ discount: '33.333' }]));
    expect(numberOf(orderNamed(central, 'branch_sync.a').lines[0] ?? {}, 'discount')).toBe(33.33);
  });

  it('fields_get tells what is rounded', async () => {
    const fields = await callerOf(sim, central)('sale.order.line', 'fields_get', [
      ['product_uom_qty', 'discount', 'price_unit'],
      ['digits'],
    ]);
    expect(fields).toEqual({
      product_uom_qty: { digits: [16, 2] },
      discount: { digits: [16, 2] },
      price_unit: { digits: false },
    });
  });
});

describe('external ids', () => {
  it('may be asked by JSON-2, and not by XML-RPC', async () => {
    const { ids } = await load(orderRows('branch_sync.a'));
    const id = firstOf(ids);
    expect((await json2(sim, 'central', 'sale.order/get_external_id', { ids: [id] })).body).toEqual({
      [String(id)]: 'branch_sync.a',
    });
    const fault = await faultOfCall(callerOf(sim, central)('sale.order', 'get_external_id', [[id]]));
    expect([fault.code, fault.lastLine]).toEqual([1, 'TypeError: dictionary key must be string']);
  });

  it('load works by JSON-2 as by XML-RPC', async () => {
    const body = { fields: COLUMNS, data: orderRows('branch_sync.a'), context: CREATE_ONLY };
    const outcome = await json2(sim, 'central', 'sale.order/load', body);
    expect(outcome.body).toEqual({ ids: [orderNamed(central, 'branch_sync.a').order.id], messages: [], nextrow: 0 });
  });

  it('belong to one database: the same name in another is another record', async () => {
    sim.addDatabase(recordedCentral('other'));
    await load(orderRows('branch_sync.a'));
    expect(
      sim
        .database('other')
        .records('ir.model.data')
        .map((row) => textOf(row, 'complete_name')),
    ).toEqual([]);
  });
});
