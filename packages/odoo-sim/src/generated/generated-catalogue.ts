import type { OdooDatabase } from '../orm/database.ts';
import { Random } from './random.ts';

/** References of generated products begin with this. */
export const catalogueReference = 'CAT-';

/** Gives a central so many more products, the same every time, of the category and the taxes of its first ones: branches know those too. */
export function addCatalogue(central: OdooDatabase, products: number): void {
  const random = new Random(products);
  const model = central.records('product.product').find((row) => row['default_code'] === 'P001');
  if (model === undefined) throw new Error('Central has no product P001 to go by.');
  for (let number = 1; number <= products; number += 1) {
    const digits = String(number).padStart(6, '0');
    central.insert('product.product', {
      ...{ name: `Catalogue article ${digits}`, default_code: `${catalogueReference}${digits}`, barcode: `2900000${digits}` },
      ...{ lst_price: Math.round(random.next() * 100_00) / 100, available_in_pos: true },
      ...{ categ_id: model['categ_id'] ?? false, taxes_id: model['taxes_id'] ?? [], uom_id: model['uom_id'] ?? 1 },
    });
  }
}
