import { describe, expect, it } from 'vitest';
import { anOdoo19Dialect } from '../../../../test/harness/dialects.ts';
import { aPosLine, aPosOrder, aResolvedOrder } from '../../../../test/harness/pos-orders.ts';
import type { ResolvedOrder } from './resolved-order.ts';
import { type SaleOrderDefaults, toLoadTable } from './to-sale-order.ts';

const defaults: SaleOrderDefaults = { branchCode: 'B1', warehouseId: 3, pricelistId: 1, companyId: null };

/** The table as one object a row, empty cells left out. */
function cellsOf(orders: readonly ResolvedOrder[], settings = defaults): Record<string, string>[] {
  const { fields, rows } = toLoadTable(orders, settings, anOdoo19Dialect());
  return rows.map((row) =>
    Object.fromEntries(fields.map((field, index) => [field, row[index] ?? '']).filter(([, cell]) => cell !== '')),
  );
}

describe('toLoadTable', () => {
  it('writes the head once, and a row a line', () => {
    const order = aPosOrder({ lines: [aPosLine({ taxIds: [5, 7] }), aPosLine({ id: 2, quantity: 0.5, discount: 33.33 })] });
    expect(cellsOf([aResolvedOrder(order)])).toEqual([
      {
        id: 'branch_sync.order_00000000000040008000000000000001',
        'partner_id/.id': '1095',
        'user_id/.id': '1007',
        'warehouse_id/.id': '3',
        'pricelist_id/.id': '1',
        client_order_ref: '260-1-000001',
        origin: 'B1 Shop - 000001',
        date_order: '2026-11-20 10:00:00',
        'order_line/product_id/.id': '1007',
        'order_line/name': '[P007] Article 007',
        'order_line/product_uom_qty': '1',
        'order_line/price_unit': '10',
        'order_line/discount': '0',
        'order_line/tax_ids/.id': '1005,1007',
      },
      {
        'order_line/product_id/.id': '1007',
        'order_line/name': '[P007] Article 007',
        'order_line/product_uom_qty': '0.5',
        'order_line/price_unit': '10',
        'order_line/discount': '33.33',
      },
    ]);
  });

  it('keeps the columns of what must not be left to Odoo: salesperson and taxes', () => {
    const { fields } = toLoadTable([aResolvedOrder(aPosOrder(), { salespersonId: null })], defaults, anOdoo19Dialect());
    expect(fields).toEqual(expect.arrayContaining(['user_id/.id', 'order_line/tax_ids/.id', 'order_line/name']));
  });

  it('leaves warehouse, pricelist and company to Odoo where the branch has none', () => {
    const settings = { ...defaults, warehouseId: null, pricelistId: null };
    const { fields } = toLoadTable([aResolvedOrder()], settings, anOdoo19Dialect());
    expect(fields.filter((field) => /warehouse|pricelist|company/.test(field))).toEqual([]);
  });

  it('carries what central would round in the price, and tells what the till said', () => {
    const order = aPosOrder({ lines: [aPosLine({ quantity: 0.335, unit: { id: 16, name: 'kg' } })] });
    expect(cellsOf([aResolvedOrder(order)])[0]).toMatchObject({
      'order_line/product_uom_qty': '0.34',
      'order_line/name': '[P007] Article 007\nAt the till: 0.335 kg at 10 USD',
    });
  });

  it('tells lots, combos and notes of a line, and notes and refunds of the order', () => {
    const lines = [
      aPosLine({ productName: 'Menu' }),
      aPosLine({ id: 2, comboParentId: 1, lotNames: ['L1', 'L2'], notes: ['no sugar — à emporter'] }),
    ];
    const refund = aResolvedOrder(aPosOrder({ lines, notes: ['gift <wrap> & bow'] }), {
      refundOf: ['Shop - 000008 (Sales Order S00042)'],
    });
    const cells = cellsOf([refund]);
    expect(cells[1]?.['order_line/name']).toBe('[P007] Article 007\nPart of Menu\nLot/Serial: L1, L2\nno sugar — à emporter');
    expect(cells.slice(2)).toEqual([
      { 'order_line/display_type': 'line_note', 'order_line/name': 'Refund of Shop - 000008 (Sales Order S00042)' },
      { 'order_line/display_type': 'line_note', 'order_line/name': 'gift <wrap> & bow' },
    ]);
  });

  it('knows whose each row is, and writes an order without lines as a head', () => {
    const orders = [
      aPosOrder({ id: 1, lines: [aPosLine(), aPosLine({ id: 2 })] }),
      aPosOrder({ id: 2, lines: [] }),
      aPosOrder({ id: 3 }),
    ];
    const table = toLoadTable(
      orders.map((order) => aResolvedOrder(order)),
      defaults,
      anOdoo19Dialect(),
    );
    expect(table.recordOfRow).toEqual([0, 0, 1, 2]);
    expect(table.rows[2]?.[0]).toMatch(/^branch_sync\.order_/);
  });
});
