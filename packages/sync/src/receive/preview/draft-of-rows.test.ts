import { expect, it } from 'vitest';
import { anOdoo19Dialect } from '../../../../../test/harness/dialects.ts';
import { aPosLine, aPosOrder, aResolvedOrder } from '../../../../../test/harness/pos-orders.ts';
import { toLoadTable } from '../to-sale-order.ts';
import { draftOfRows } from './draft-of-rows.ts';

const defaults = { branchCode: 'B1', warehouseId: 3, pricelistId: null, companyId: null };
const draftOf = (...given: Parameters<typeof aResolvedOrder>) =>
  draftOfRows(toLoadTable([aResolvedOrder(...given)], defaults, anOdoo19Dialect()));

it('is what the rows say: head, lines, taxes, and notes as lines without a product', () => {
  const lines = [aPosLine({ taxIds: [5, 7] }), aPosLine({ id: 2, quantity: -0.5, discount: 33.33 })];
  expect(draftOf(aPosOrder({ lines, notes: ['ring twice'] }))).toEqual({
    customerId: 1095,
    salespersonId: 1007,
    warehouseId: 3,
    pricelistId: null,
    companyId: null,
    origin: 'B1 Shop - 000001',
    lines: [
      { productId: 1007, description: '[P007] Article 007', quantity: 1, unitPrice: 10, discount: 0, taxIds: [1005, 1007] },
      { productId: 1007, description: '[P007] Article 007', quantity: -0.5, unitPrice: 10, discount: 33.33, taxIds: [] },
      { productId: null, description: 'ring twice', quantity: 0, unitPrice: 0, discount: 0, taxIds: [] },
    ],
  });
});

it('of an order without lines has none, and nobody sells it where nobody is mapped', () => {
  expect(draftOf(aPosOrder({ lines: [] }), { salespersonId: null })).toMatchObject({ salespersonId: null, lines: [] });
});

it('shows numbers as they are carried', () => {
  const line = aPosLine({ quantity: 0.335, unit: { id: 16, name: 'kg' } });
  const [carried] = draftOf(aPosOrder({ lines: [line] })).lines;
  expect(carried).toMatchObject({ quantity: 0.34, unitPrice: (0.335 * 10) / 0.34 });
  expect(carried?.description).toContain('At the till: 0.335 kg');
});
