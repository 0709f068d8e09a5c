import type { SentRows } from '../to-sale-order.ts';

/** A line of a draft as central would get it; ids are central's. */
export interface DraftLine {
  /** Null: a note. */
  readonly productId: number | null;
  readonly description: string;
  readonly quantity: number;
  readonly unitPrice: number;
  /** Percent. */
  readonly discount: number;
  readonly taxIds: readonly number[];
}

/** A Sales Order as central would get it; ids are central's, null leaves the choice to Odoo. */
export interface Draft {
  readonly customerId: number;
  readonly salespersonId: number | null;
  readonly warehouseId: number | null;
  readonly pricelistId: number | null;
  readonly companyId: number | null;
  readonly origin: string;
  readonly lines: readonly DraftLine[];
}

/** Reads the rows that would be sent for one order: what is shown is what would be written. */
export function draftOfRows({ fields, rows }: SentRows): Draft {
  const cellsOf = (row: readonly string[] = []) => {
    const cells = new Map(fields.map((field, index) => [field, row[index] ?? '']));
    return (name: string) => cells.get(name) ?? '';
  };
  const head = cellsOf(rows[0]);
  const taxColumn = fields.find((field) => /^order_line\/tax_ids?\//.test(field)) ?? '';
  return {
    customerId: Number(head('partner_id/.id')),
    salespersonId: idOf(head('user_id/.id')),
    warehouseId: idOf(head('warehouse_id/.id')),
    pricelistId: idOf(head('pricelist_id/.id')),
    companyId: idOf(head('company_id/.id')),
    origin: head('origin'),
    lines: rows.map(cellsOf).flatMap((cell) => {
      const description = cell('order_line/name');
      const productId = idOf(cell('order_line/product_id/.id'));
      // An order without lines has the row of its head alone.
      if (productId === null && description === '') return [];
      return [
        {
          productId,
          description,
          quantity: Number(cell('order_line/product_uom_qty')),
          unitPrice: Number(cell('order_line/price_unit')),
          discount: Number(cell('order_line/discount')),
          taxIds: cell(taxColumn)
            .split(',')
            .flatMap((id) => idOf(id) ?? []),
        },
      ];
    }),
  };
}

function idOf(cell: string): number | null {
  return cell === '' ? null : Number(cell);
}
