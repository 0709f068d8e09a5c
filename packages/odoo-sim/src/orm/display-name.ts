import type { OdooDatabase } from './database.ts';
import { idOf, textOf, type WireStruct } from './value.ts';

/** The name that a record shows in a many2one: Odoo's `display_name`. '' for a record that is gone. */
export function displayName(database: OdooDatabase, model: string, id: number, context: WireStruct = {}): string {
  const row = database.table(model).get(id);
  if (!row) return '';
  switch (model) {
    case 'product.product':
    case 'product.template': {
      const code = textOf(row, 'default_code');
      return code && context['display_default_code'] !== false ? `[${code}] ${textOf(row, 'name')}` : textOf(row, 'name');
    }
    case 'pos.order.line':
      return displayName(database, 'product.product', idOf(row, 'product_id') ?? 0);
    case 'sale.order.line':
      return `${displayName(database, 'sale.order', idOf(row, 'order_id') ?? 0)} - ${textOf(row, 'name').split('\n')[0] ?? ''}`;
    case 'pos.category':
    case 'product.category':
    case 'res.partner.category':
      return categoryPath(database, model, id);
    default:
      return textOf(row, 'name') || `${model},${id}`;
  }
}

/** A category with all those above it, as Odoo's `complete_name` has it. */
export function categoryPath(database: OdooDatabase, model: string, id: number): string {
  const row = database.table(model).get(id);
  if (!row) return '';
  const parent = idOf(row, 'parent_id');
  return parent === null ? textOf(row, 'name') : `${categoryPath(database, model, parent)} / ${textOf(row, 'name')}`;
}
