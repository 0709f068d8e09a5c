import type { PosLine, PosOrder } from '../../packages/sync/src/receive/pos-order.ts';
import type { ResolvedOrder } from '../../packages/sync/src/receive/resolved-order.ts';

/** A line of one piece at 10.00; what a test is about is given. */
export function aPosLine(given: Partial<PosLine> = {}): PosLine {
  return {
    id: 1,
    orderId: 1,
    product: { id: 7, name: '[P007] Article 007' },
    productName: '[P007] Article 007',
    quantity: 1,
    priceUnit: 10,
    discount: 0,
    taxIds: [],
    unit: { id: 1, name: 'Units' },
    notes: [],
    comboParentId: null,
    lotNames: [],
    ...given,
  };
}

/** A paid order of the given lines (one by default), with an id, a uuid and a reference that follow from `id`. */
export function aPosOrder(given: Partial<PosOrder> = {}): PosOrder {
  const id = given.id ?? 1;
  const number = String(id).padStart(6, '0');
  const uuid = `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`;
  const lines = given.lines ?? [aPosLine({ orderId: id })];
  return {
    id,
    identity: uuid,
    uuid,
    name: `Shop - ${number}`,
    posReference: `260-1-${number}`,
    dateOrder: '2026-11-20 10:00:00',
    amountTotal: lines.reduce((total, line) => total + line.quantity * line.priceUnit, 0),
    currency: { id: 1, name: 'USD' },
    cashier: { id: 6, name: 'Cashier One' },
    customer: null,
    notes: [],
    refundedOrders: [],
    hasUnreadableLine: false,
    payments: [],
    ...given,
    lines,
  };
}

/** The same order with every id found in central: products and customers keep their numbers plus 1,000. */
export function aResolvedOrder(order: PosOrder = aPosOrder(), given: Partial<ResolvedOrder> = {}): ResolvedOrder {
  return {
    order,
    externalId: `branch_sync.order_${order.identity.replaceAll('-', '')}`,
    customer: { id: 1095, doubt: null },
    salespersonId: 1007,
    refundOf: [],
    lines: order.lines.map((line) => ({
      line,
      productId: line.product.id + 1000,
      taxIds: line.taxIds.map((id) => id + 1000),
      fixedTaxPerUnit: 0,
      differingTaxes: [],
    })),
    ...given,
  };
}
