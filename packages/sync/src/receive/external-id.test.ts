import { describe, expect, it } from 'vitest';
import { externalIdOf } from './external-id.ts';

const branchId = '019ab000-0000-7000-8000-00000000beef';

describe('externalIdOf', () => {
  it('is the uuid without dashes, the same for every branch that has the order', () => {
    const order = { uuid: '2F276181-3b66-4320-90f4-de1ad8884322', id: 1, posReference: '260-1-000001' };
    expect(externalIdOf(order, branchId)).toBe('branch_sync.order_2f2761813b66432090f4de1ad8884322');
  });

  it('is branch, remote id and reference where Odoo has no uuid, without what an external id may not hold', () => {
    const order = { uuid: null, id: 12, posReference: 'Order 00001-001-0007' };
    expect(externalIdOf(order, branchId)).toBe('branch_sync.order_019ab00000007000800000000000beef_12_Order_00001_001_0007');
  });
});
