import { describe, expect, it } from 'vitest';
import { readPayload } from './payload.ts';
import { readSentOrder } from './sent-order.ts';
import { valueText } from './unknown-values.ts';

const line = {
  product: { id: 10, name: '[P193] Article 193' },
  productName: 'Article 193',
  quantity: 0.5,
  unit: { id: 1, name: 'Units' },
  priceUnit: 162.13,
  discount: 33.33,
  taxIds: [9],
  notes: ['(a note of 21 characters)'],
  lotNames: ['L1'],
  comboParentId: 4,
};
const posOrder = {
  name: 'Shop - 000096',
  posReference: '260-1-000096',
  dateOrder: '2026-11-18 23:17:20',
  amountTotal: 991.1,
  currency: { id: 1, name: 'USD' },
  customer: { id: 46 },
  cashier: null,
  notes: [],
  refundedOrders: [{ id: 7, name: null }],
  lines: [line],
  payments: [{ orderId: 96, method: { id: 1, name: 'Cash' }, amount: 991.1 }],
};
const saleOrder = {
  fields: [
    'id',
    'partner_id/.id',
    'user_id/.id',
    'order_line/display_type',
    'order_line/product_id/.id',
    'order_line/name',
  ].concat(['order_line/product_uom_qty', 'order_line/price_unit', 'order_line/discount', 'order_line/tax_ids/.id']),
  rows: [
    ['branch_sync.order_1', '95', '', '', '12', 'Article 193', '0.5', '162.13', '33.33', '3,4'],
    ['', '', '', 'line_note', '', 'Refund of S00042', '', '', '', ''],
  ],
};

describe('what a failure keeps', () => {
  it('of an order is the POS order and the rows that were sent', () => {
    expect(readPayload({ posOrder, saleOrder, leftOut: null })).toEqual({
      kind: 'order',
      posOrder: {
        name: 'Shop - 000096',
        reference: '260-1-000096',
        dateOrder: '2026-11-18 23:17:20',
        total: 991.1,
        currency: 'USD',
        customerId: 46,
        cashierId: null,
        refundOf: ['#7'],
        notes: [],
        lines: [
          {
            productId: 10,
            product: 'Article 193',
            quantity: 0.5,
            unit: 'Units',
            priceUnit: 162.13,
            discount: 33.33,
            taxIds: [9],
            details: ['Part of a combo', 'Lot/Serial: L1', '(a note of 21 characters)'],
          },
        ],
        payments: [{ method: 'Cash', amount: 991.1 }],
      },
      sent: saleOrder,
      leftOut: null,
    });
  });

  it('of a record is its fields on both sides, of a run what it was asked for', () => {
    const fields = [{ field: 'barcode', now: null, wanted: '4006381333931' }];
    expect(readPayload({ name: 'Honey', fields })).toEqual({ kind: 'record', name: 'Honey', fields });
    expect(readPayload({ request: { since: '2026-11-20' } })).toEqual({ kind: 'request', request: { since: '2026-11-20' } });
  });

  it.each([null, 'text', 7, [], {}, { posOrder: null }, { fields: 'none' }])(
    'of an unheard form is shown as it is: %j',
    (payload) => {
      expect(readPayload(payload)).toEqual({ kind: 'unknown' });
    },
  );

  it('is read as far as it goes where parts of it are missing', () => {
    expect(readPayload({ posOrder: { lines: [null, {}] } })).toMatchObject({
      posOrder: { name: '', total: null, lines: [{ product: '', taxIds: [] }, { quantity: null }] },
      sent: null,
    });
  });
});

describe('rows that were sent', () => {
  it('are an order with its lines', () => {
    expect(readSentOrder(saleOrder)).toEqual({
      head: [
        { name: 'External id', value: 'branch_sync.order_1', model: null },
        { name: 'Customer', value: '95', model: 'res.partner' },
      ],
      lines: [
        {
          isNote: false,
          productId: '12',
          text: 'Article 193',
          quantity: '0.5',
          priceUnit: '162.13',
          discount: '33.33',
          taxIds: ['3', '4'],
        },
        { isNote: true, productId: '', text: 'Refund of S00042', quantity: '', priceUnit: '', discount: '', taxIds: [] },
      ],
    });
  });

  it('of an order without lines are its head alone', () => {
    expect(readSentOrder({ fields: ['id', 'x_own'], rows: [['branch_sync.order_1', 'kept']] })).toEqual({
      head: [
        { name: 'External id', value: 'branch_sync.order_1', model: null },
        { name: 'x_own', value: 'kept', model: null },
      ],
      lines: [],
    });
  });
});

describe('a value in words', () => {
  it.each([
    [null, '–'],
    ['', '–'],
    [[], '–'],
    [true, 'yes'],
    [0, '0'],
    [['a', 2], 'a, 2'],
    [{ a: 1 }, '{"a":1}'],
  ])('%j is %s', (value, text) => {
    expect(valueText(value)).toBe(text);
  });
});
