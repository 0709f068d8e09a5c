import { expect, it } from 'vitest';
import { aPosLine, aPosOrder } from '../../../../test/harness/pos-orders.ts';
import { createNamedRecords } from './named-records.ts';

it('what orders name is told once a run, with what it is known by, and again under another name', () => {
  const named = createNamedRecords();
  const order = aPosOrder({
    customer: { id: 40, name: 'Anna' },
    lines: [aPosLine({ taxIds: [5, 6] })],
    payments: [{ orderId: 1, method: { id: 2, name: 'Card' }, amount: 10 }],
  });
  named.describe('product.product', 7, { barcode: '4000' });
  named.describe('account.tax', 5, { amount: 20 }, 'VAT 20%');
  named.note([order, aPosOrder({ id: 2, customer: { id: 40, name: 'Anna' } })]);
  expect(named.take()).toEqual([
    { model: 'res.partner', remoteId: 40, name: 'Anna', keys: null },
    { model: 'res.users', remoteId: 6, name: 'Cashier One', keys: null },
    { model: 'pos.payment.method', remoteId: 2, name: 'Card', keys: null },
    { model: 'product.product', remoteId: 7, name: '[P007] Article 007', keys: { barcode: '4000' } },
    { model: 'uom.uom', remoteId: 1, name: 'Units', keys: null },
    // A tax that nobody has described has no name: orders name it by id alone.
    { model: 'account.tax', remoteId: 5, name: 'VAT 20%', keys: { amount: 20 } },
  ]);
  named.note([order]);
  expect(named.take()).toEqual([]);
  named.note([aPosOrder({ customer: { id: 40, name: 'Anna B.' } })]);
  expect(named.take()).toEqual([{ model: 'res.partner', remoteId: 40, name: 'Anna B.', keys: null }]);
});
