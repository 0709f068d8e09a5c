import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordedBranch, recordedCentral } from '../recordings/recorded-databases.ts';
import { type OdooSim, startOdooSim } from '../sim.ts';
import { faultOfCall } from '../testing/catch-fault.ts';
import { type Call, callerOf } from '../testing/rpc-client.ts';
import type { OdooDatabase } from './database.ts';
import { idOf, numberOf, type Row, textOf, type WireStruct, type WireValue } from './value.ts';

let sim: OdooSim;
let branch: OdooDatabase;
let call: Call;
beforeAll(async () => {
  branch = recordedBranch(1);
  sim = await startOdooSim({ databases: [branch, recordedCentral()] });
  call = callerOf(sim, branch);
});
afterAll(() => sim.close());

const search = (model: string, domain: WireValue[], kwargs: WireStruct = {}) =>
  call(model, 'search', [domain], { order: 'id', ...kwargs });
const idsWhere = (model: string, test: (row: Row) => boolean) =>
  branch
    .records(model)
    .filter(test)
    .map((row) => row.id);

describe('conditions', () => {
  const total = (row: Row) => numberOf(row, 'amount_total');
  const hasPartner = (row: Row) => idOf(row, 'partner_id') !== null;
  it.each<[string, WireValue[], (row: Row) => boolean]>([
    ['nothing', [], () => true],
    ['=', [['state', '=', 'paid']], (row) => row['state'] === 'paid'],
    ['!=', [['state', '!=', 'paid']], (row) => row['state'] !== 'paid'],
    ['in', [['state', 'in', ['paid', 'done', 'invoiced']]], (row) => row['state'] === 'paid'],
    ['not in', [['state', 'not in', ['paid']]], (row) => row['state'] !== 'paid'],
    ['<', [['amount_total', '<', 0]], (row) => total(row) < 0],
    [
      '>= and <=',
      [
        ['amount_total', '>=', 100],
        ['amount_total', '<=', 200],
      ],
      (row) => total(row) >= 100 && total(row) <= 200,
    ],
    ['!', ['!', ['state', '=', 'paid']], (row) => row['state'] !== 'paid'],
    [
      '| of & and a leaf',
      ['|', '&', ['state', '=', 'paid'], ['amount_total', '<', 0], ['id', '=', 3]],
      (row) => (row['state'] === 'paid' && total(row) < 0) || row.id === 3,
    ],
    ['a many2one that is empty', [['partner_id', '=', false]], (row) => !hasPartner(row)],
    ['a many2one that is not', [['partner_id', '!=', false]], hasPartner],
    ['a many2one by id', [['user_id', 'in', [6, 7]]], (row) => [6, 7].includes(idOf(row, 'user_id') ?? 0)],
    ['a many2one by name', [['user_id', 'ilike', 'cashier on']], (row) => idOf(row, 'user_id') === 6],
    ['a dotted path', [['user_id.login', '=', 'cashierone']], (row) => idOf(row, 'user_id') === 6],
    ['like', [['name', 'like', '%REFUND']], (row) => textOf(row, 'name').includes('REFUND')],
    ['not ilike', [['name', 'not ilike', 'refund']], (row) => !textOf(row, 'name').includes('REFUND')],
    ['=like', [['pos_reference', '=like', '260-1-00000_']], (row) => /^260-1-00000.$/.test(textOf(row, 'pos_reference'))],
    ['=ilike', [['name', '=ilike', 'shop%']], (row) => textOf(row, 'name').startsWith('Shop')],
    ['=? without a value', [['state', '=?', false]], () => true],
    ['any of the lines', [['lines', 'any', [['discount', '=', 33.33]]]], hasDiscount],
    ['not any of the lines', [['lines', 'not any', [['discount', '=', 33.33]]]], (row) => !hasDiscount(row)],
    ['a one2many by dotted path', [['lines.discount', '=', 33.33]], hasDiscount],
    ['a state that does not exist', [['state', '=', 'invoiced']], () => false],
    ['constants', [[1, '=', 1]], () => true],
    [
      'id in a window',
      [
        ['id', '>', 100],
        ['id', '<=', 110],
      ],
      (row) => row.id > 100 && row.id <= 110,
    ],
  ])('%s', async (_name, domain, test) => {
    expect(await search('pos.order', domain)).toEqual(idsWhere('pos.order', test));
  });

  function hasDiscount(order: Row): boolean {
    return branch
      .records('pos.order.line')
      .some((line) => idOf(line, 'order_id') === order.id && numberOf(line, 'discount') === 33.33);
  }

  it('a many2many: any of, none of, empty', async () => {
    const taxesOf = (row: Row) => (Array.isArray(row['tax_ids']) ? row['tax_ids'] : []);
    expect(await search('pos.order.line', [['tax_ids', 'in', [5]]])).toEqual(
      idsWhere('pos.order.line', (row) => taxesOf(row).includes(5)),
    );
    expect(await search('pos.order.line', [['tax_ids', 'not in', [5]]])).toEqual(
      idsWhere('pos.order.line', (row) => !taxesOf(row).includes(5)),
    );
    expect(await search('pos.order.line', [['tax_ids', '=', false]])).toEqual(
      idsWhere('pos.order.line', (row) => taxesOf(row).length === 0),
    );
  });

  it('child_of: the record and all below', async () => {
    const parent = branch.insert('res.partner', { name: 'Group' });
    const child = branch.insert('res.partner', { name: 'Shop', parent_id: parent });
    const order = branch.insertRaw('pos.order', { name: 'x', partner_id: child, state: 'draft' });
    expect(await search('pos.order', [['partner_id', 'child_of', parent]])).toEqual([order]);
    branch.remove('pos.order', order);
  });

  it('a domain that ends too early is refused', async () => {
    expect((await faultOfCall(search('pos.order', ['&', ['state', '=', 'paid']]))).code).toBe(1);
  });
});

describe('archived records', () => {
  it('are hidden unless asked for', async () => {
    branch.update('product.product', 33, { active: false });
    const domain: WireValue[] = [['id', 'in', [33, 62]]];
    expect(await search('product.product', domain)).toEqual([62]);
    expect(await search('product.product', domain, { context: { active_test: false } })).toEqual([33, 62]);
    expect(await search('product.product', [...domain, ['active', 'in', [true, false]]])).toEqual([33, 62]);
    expect(await search('product.product', [['active', '=', false]])).toEqual([33]);
    branch.update('product.product', 33, { active: true });
  });
});

describe('order, limit, offset', () => {
  it('sorts by several columns, ties by id', async () => {
    const sorted = branch
      .records('pos.order')
      .sort(
        (a, b) =>
          numberOf(b, 'amount_total') - numberOf(a, 'amount_total') ||
          textOf(a, 'date_order').localeCompare(textOf(b, 'date_order')),
      )
      .map((row) => row.id);
    expect(await search('pos.order', [], { order: 'amount_total desc, date_order, id' })).toEqual(sorted);
  });

  it('pages by offset and by id', async () => {
    const all = idsWhere('pos.order', () => true);
    expect(await search('pos.order', [], { limit: 10, offset: 20 })).toEqual(all.slice(20, 30));
    expect(await search('pos.order', [['id', '>', 30]], { limit: 10 })).toEqual(all.filter((id) => id > 30).slice(0, 10));
  });

  it.each(['nofield', 'id; drop', 'id sideways'])('refuses %s', async (order) => {
    await faultOfCall(search('pos.order', [], { order }));
  });

  it('counts', async () => {
    expect(await call('pos.order', 'search_count', [[['state', '=', 'paid']]])).toBe(352);
  });
});

it('names are found by name_search, products by their codes too', async () => {
  expect(await call('product.product', 'name_search', ['Article 157'])).toEqual([[33, '[P157] Article 157']]);
  expect(await call('product.product', 'name_search', [], { name: '4000000000157' })).toEqual([[33, '[P157] Article 157']]);
});
