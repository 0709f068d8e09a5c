import type { OdooDatabase } from '../orm/database.ts';
import { idOf, type StoredValue } from '../orm/value.ts';

const SHARED = [
  'name',
  'default_code',
  'barcode',
  'list_price',
  'standard_price',
  'taxes_id',
  'type',
  'sale_ok',
  'available_in_pos',
  'uom_id',
  'categ_id',
  'active',
];

/** The product templates behind recorded products, which were recorded as variants only. */
export function insertTemplates(database: OdooDatabase): void {
  const templates = database.table('product.template');
  for (const product of database.records('product.product')) {
    const id = idOf(product, 'product_tmpl_id');
    if (id === null || templates.get(id)) continue;
    const shared = SHARED.flatMap((field): [string, StoredValue][] =>
      product[field] === undefined ? [] : [[field, product[field]]],
    );
    database.insertRaw('product.template', { ...Object.fromEntries(shared), id });
  }
}
