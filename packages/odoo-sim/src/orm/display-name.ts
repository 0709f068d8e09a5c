import type { OdooDatabase } from './database.ts';
import { idOf, textOf } from './value.ts';

/** The name that a record shows in a many2one: Odoo's `display_name`. '' for a record that is gone. */
export function displayName(database: OdooDatabase, model: string, id: number): string {
  const row = database.table(model).get(id);
  if (!row) return '';
  switch (model) {
    case 'product.product':
    case 'product.template': {
      const code = textOf(row, 'default_code');
      return code ? `[${code}] ${textOf(row, 'name')}` : textOf(row, 'name');
    }
    case 'pos.order.line':
      return displayName(database, 'product.product', idOf(row, 'product_id') ?? 0);
    case 'sale.order.line':
      return `${displayName(database, 'sale.order', idOf(row, 'order_id') ?? 0)} - ${textOf(row, 'name').split('\n')[0] ?? ''}`;
    default:
      return textOf(row, 'name') || `${model},${id}`;
  }
}
