import { expect, it } from 'vitest';
import { aPosLine, aPosOrder } from '../../../../test/harness/pos-orders.ts';
import { payloadOf } from './failure-payload.ts';

const fields = ['id', 'order_line/name', 'order_line/product_uom_qty'];

it('keeps an order as it was received and as it was sent', () => {
  const order = aPosOrder({ id: 42 });
  const sent = { fields, rows: [['branch_sync.order_42', '[P007] Article 007', '1']] };
  const posOrder = { ...order, cashier: { id: order.cashier?.id } };
  expect(payloadOf(order, sent)).toEqual({ posOrder, saleOrder: sent, leftOut: null });
  expect(payloadOf(order, null).saleOrder).toBeNull();
});

it('knows the customer by id alone, and of notes how long they are', () => {
  const order = aPosOrder({
    customer: { id: 12, name: 'Canary Person' },
    notes: ['Call Canary at 555-0199'],
    lines: [aPosLine({ notes: ['for Canary\nwith love'] })],
  });
  const text = '[P007] Article 007\nfor Canary\nwith love';
  const payload = payloadOf(order, {
    fields,
    rows: [
      ['x', text, '1'],
      ['', 'Call Canary at 555-0199', ''],
    ],
  });
  expect(JSON.stringify(payload)).not.toMatch(/Canary|555|love/);
  expect(payload.posOrder.customer).toEqual({ id: 12 });
  expect(payload.posOrder.notes).toEqual(['(a note of 23 characters)']);
  expect(payload.saleOrder?.rows[0]?.[1]).toMatch(/^\[P007\] Article 007\n/);
});

it('is never larger than 64 kB, and says what was left out', () => {
  const lines = Array.from({ length: 2_000 }, (_, index) => aPosLine({ id: index + 1 }));
  const rows = lines.map(({ id, productName }) => [String(id), productName.repeat(5), '1']);
  const payload = payloadOf(aPosOrder({ lines }), { fields, rows });
  expect(Buffer.byteLength(JSON.stringify(payload))).toBeLessThanOrEqual(64 * 1024);
  const [keptLines, keptRows] = [payload.posOrder.lines.length, payload.saleOrder?.rows.length ?? 0];
  expect(keptLines).toBeGreaterThan(50);
  expect(payload.leftOut).toBe(
    `and ${2_000 - keptLines} more lines of the POS order, ${2_000 - keptRows} more rows of the Sales Order`,
  );
});
