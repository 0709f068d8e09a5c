import type { CentralModel } from '@branch-sync/contract';
import type { SentRows } from './payload.ts';

/** A cell of an order's head, by what it is to people; with the model of central that its id is of. */
export interface HeadCell {
  readonly name: string;
  readonly value: string;
  readonly model: CentralModel | null;
}

/** A line as it was sent; ids are central's. A note has a text alone. */
export interface SentLine {
  readonly isNote: boolean;
  readonly productId: string;
  readonly text: string;
  readonly quantity: string;
  readonly priceUnit: string;
  readonly discount: string;
  readonly taxIds: readonly string[];
}

export interface SentOrder {
  readonly head: readonly HeadCell[];
  readonly lines: readonly SentLine[];
}

const heads = new Map<string, { readonly name: string; readonly model: CentralModel | null }>([
  ['id', { name: 'External id', model: null }],
  ['company_id/.id', { name: 'Company', model: 'res.company' }],
  ['partner_id/.id', { name: 'Customer', model: 'res.partner' }],
  ['user_id/.id', { name: 'Salesperson', model: 'res.users' }],
  ['warehouse_id/.id', { name: 'Warehouse', model: 'stock.warehouse' }],
  ['pricelist_id/.id', { name: 'Pricelist', model: 'product.pricelist' }],
  ['client_order_ref', { name: 'Reference', model: null }],
  ['origin', { name: 'Origin', model: null }],
  ['date_order', { name: 'Ordered (UTC)', model: null }],
]);

const linePrefix = 'order_line/';
/** Odoo 19 calls the field `tax_ids`, those before `tax_id`. */
const taxField = /^order_line\/tax_ids?\/\.id$/;

/** Rows that were sent to central, as the order and the lines that they are. */
export function readSentOrder({ fields, rows }: SentRows): SentOrder {
  const [first = []] = rows;
  const head = fields.flatMap((field, index): HeadCell[] => {
    const value = first[index] ?? '';
    if (field.startsWith(linePrefix) || value === '') return [];
    const { name, model } = heads.get(field) ?? { name: field, model: null };
    return [{ name, value, model }];
  });
  const columnOf = (name: string) => fields.indexOf(`${linePrefix}${name}`);
  const taxColumn = fields.findIndex((field) => taxField.test(field));
  const cell = (row: readonly string[], column: number) => row[column] ?? '';
  const lines = rows.map(
    (row): SentLine => ({
      isNote: cell(row, columnOf('display_type')) === 'line_note',
      productId: cell(row, columnOf('product_id/.id')),
      text: cell(row, columnOf('name')),
      quantity: cell(row, columnOf('product_uom_qty')),
      priceUnit: cell(row, columnOf('price_unit')),
      discount: cell(row, columnOf('discount')),
      taxIds: cell(row, taxColumn)
        .split(',')
        .filter((id) => id !== ''),
    }),
  );
  return { head, lines: lines.filter(({ isNote, productId, text }) => isNote || productId !== '' || text !== '') };
}
