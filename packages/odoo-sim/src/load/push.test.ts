import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closeSession } from '../models/late-sales.ts';
import type { OdooDatabase } from '../orm/database.ts';
import { textOf, type WireStruct } from '../orm/value.ts';
import { recordedBranch } from '../recordings/recorded-databases.ts';
import { type OdooSim, startOdooSim } from '../sim.ts';
import { faultOfCall } from '../testing/catch-fault.ts';
import { callerOf } from '../testing/rpc-client.ts';

let branch: OdooDatabase;
let sim: OdooSim;
beforeEach(async () => {
  branch = recordedBranch(1);
  sim = await startOdooSim({ databases: [branch] });
});
afterEach(() => sim.close());

interface Outcome {
  readonly ids: number[] | false;
  readonly messages: WireStruct[];
}
async function load(model: string, columns: string[], rows: string[][], login = 'sync_branch'): Promise<Outcome> {
  return (await callerOf(sim, branch, login)(model, 'load', [columns, rows])) as unknown as Outcome;
}
const firstOf = (ids: Outcome['ids']): number => (ids === false ? 0 : (ids[0] ?? 0));
const product = (id: number) => branch.records('product.product').find((row) => row.id === id);

describe('products', () => {
  const columns = ['id', 'name', 'default_code', 'barcode', 'lst_price', 'type', 'taxes_id/.id', 'available_in_pos'];
  const cells = ['branch_sync.product_1', 'Tea', 'T1', '5000000000501', '2.5', 'Goods', '6,7', 'True'];

  it('are created by external id, and updated by the next load', async () => {
    const { ids } = await load('product.product', columns, [cells]);
    const id = firstOf(ids);
    expect(product(id)).toMatchObject({ name: 'Tea', lst_price: 2.5, type: 'consu', taxes_id: [6, 7], available_in_pos: true });
    const again = await load('product.product', ['id', 'lst_price'], [['branch_sync.product_1', '3']]);
    expect([again.ids, product(id)?.['lst_price'], product(id)?.['name']]).toEqual([[id], 3, 'Tea']);
  });

  it('that are matched are updated by .id alone', async () => {
    const { ids } = await load('product.product', ['.id', 'lst_price'], [['33', '77.7']]);
    expect([ids, product(33)?.['lst_price']]).toEqual([[33], 77.7]);
    expect(branch.count('ir.model.data')).toBe(0);
  });

  it('are not adopted by id and .id together: Odoo tries to create', async () => {
    const { ids, messages } = await load('product.product', ['id', '.id', 'lst_price'], [['branch_sync.x', '33', '1']]);
    expect(ids).toBe(false);
    expect(messages[0]?.['message']).toMatch(/^Missing required value for the field 'Name' \(name\)/);
  });

  it('a .id that does not exist is told', async () => {
    const { messages } = await load('product.product', ['.id', 'lst_price'], [['99999', '1']]);
    expect(messages[0]).toMatchObject({ record: 0, message: "Unknown database identifier '99999'" });
  });

  it('a barcode that is taken fails the whole batch, naming record and product', async () => {
    const before = branch.count('product.product');
    await load('product.product', columns, [cells]);
    const { ids, messages } = await load(
      'product.product',
      ['id', 'name', 'barcode'],
      [
        ['branch_sync.product_2', 'Fine', '5000000000502'],
        ['branch_sync.product_3', 'Double', '5000000000501'],
      ],
    );
    expect(ids).toBe(false);
    expect(messages).toEqual([
      expect.objectContaining({
        record: 1,
        message: 'Barcode(s) already assigned:\n\n- Barcode "5000000000501" already assigned to product(s): [T1] Tea',
      }),
    ]);
    expect(branch.count('product.product')).toBe(before + 1);
  });

  it("a price written on the template moves the variant's write_date", async () => {
    const written = textOf(product(33) ?? {}, 'write_date');
    const template = Number(product(33)?.['product_tmpl_id']);
    await callerOf(sim, branch, 'admin')('product.template', 'write', [[template], { list_price: 5 }]);
    expect(textOf(product(33) ?? {}, 'write_date') > written).toBe(true);
    expect(product(33)?.['lst_price']).toBe(5);
  });
});

describe('customers', () => {
  it('are created and updated', async () => {
    const columns = ['id', 'name', 'email', 'ref'];
    const { ids } = await load('res.partner', columns, [['branch_sync.partner_1', 'Ann', 'ann@example.com', 'A1']]);
    await load('res.partner', columns, [['branch_sync.partner_1', 'Ann B', 'ann@example.com', '']]);
    expect(branch.records('res.partner').find((row) => row.id === firstOf(ids))).toMatchObject({ name: 'Ann B', ref: false });
  });

  it('need a name', async () => {
    const { messages } = await load('res.partner', ['id', 'email'], [['branch_sync.partner_1', 'a@example.com']]);
    expect(messages[0]?.['message']).toBe('Contacts require a name');
  });
});

describe('taxes', () => {
  it('have names of their own, per company and type', async () => {
    const { messages } = await load('account.tax', ['id', 'name', 'amount'], [['branch_sync.t', 'VAT 10%', '10']], 'admin');
    expect(messages[0]?.['message']).toMatch(/^Tax names must be unique!/);
    const { ids } = await load(
      'account.tax',
      ['id', 'name', 'amount', 'type_tax_use'],
      [['branch_sync.t', 'VAT 10%', '10', 'Purchases']],
      'admin',
    );
    expect(ids).toEqual([expect.any(Number)]);
  });

  it('are included in the price by price_include_override', async () => {
    const columns = ['id', 'name', 'amount', 'price_include_override'];
    const { ids } = await load('account.tax', columns, [['branch_sync.t', 'VAT 6% incl', '6', 'tax_included']], 'admin');
    expect(branch.records('account.tax').find((row) => row.id === firstOf(ids))?.['price_include']).toBe(true);
  });

  it('that stand in orders of an open session may not be changed, until it is closed', async () => {
    const change = () => load('account.tax', ['.id', 'amount'], [['7', '11']], 'admin');
    expect((await change()).messages[0]?.['message']).toBe(
      'It is forbidden to modify a tax used in a POS order not posted. You must close the POS sessions before modifying the tax.',
    );
    closeSession(branch);
    expect((await change()).ids).toEqual([7]);
  });
});

describe('payment methods', () => {
  it('are created by a POS manager, and may not be changed while their session is open', async () => {
    const { ids } = await load(
      'pos.payment.method',
      ['id', 'name', 'journal_id', 'split_transactions'],
      [['branch_sync.m', 'Card 2', 'Bank', 'False']],
    );
    expect(branch.records('pos.payment.method').find((row) => row.id === firstOf(ids))).toMatchObject({
      name: 'Card 2',
      journal_id: 6,
    });

    const rename = () => load('pos.payment.method', ['.id', 'name'], [['2', 'Card reader']]);
    expect((await rename()).messages[0]?.['message']).toBe(
      'Please close and validate the following open PoS Sessions before modifying this payment method.\nOpen sessions: Shop/00001',
    );
    closeSession(branch);
    expect((await rename()).ids).toEqual([2]);
  });

  it('are not put into a shop whose session is open', async () => {
    const attach = () => callerOf(sim, branch)('pos.config', 'write', [[1], { payment_method_ids: [[4, 4]] }]);
    const fault = await faultOfCall(attach());
    expect([fault.code, fault.message]).toEqual([
      2,
      "Unable to modify this PoS Configuration because you can't modify Payment Methods while a session is open.",
    ]);
    closeSession(branch);
    expect(await attach()).toBe(true);
    expect(branch.records('pos.config')[0]?.['payment_method_ids']).toEqual([2, 3, 1, 4]);
  });
});
