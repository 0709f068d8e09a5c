import { describe, expect, it } from 'vitest';
import { externalIdOf } from './external-id.ts';

const at = '2026-11-24 12:23:41';

describe('externalIdOf', () => {
  it('is the uuid without dashes, the same for every branch that has the order', () => {
    const order = { uuid: '2F276181-3b66-4320-90f4-de1ad8884322', id: 1, posReference: '260-1-000001', dateOrder: at };
    expect(externalIdOf(order, 'B1')).toBe('branch_sync.order_2f2761813b66432090f4de1ad8884322');
  });

  it('is branch code, remote id, reference and moment where Odoo has no uuid, without what an external id may not hold', () => {
    const order = { uuid: null, id: 12, posReference: 'Order 00001-001-0007', dateOrder: at };
    expect(externalIdOf(order, 'B1')).toBe('branch_sync.order_B1_12_Order_00001_001_0007_2026_11_24_12_23_41');
  });
});
