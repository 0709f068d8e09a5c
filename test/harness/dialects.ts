import type { CentralDialect } from '@branch-sync/odoo';

/** Central as Odoo 19 names and rounds things. */
export function anOdoo19Dialect(): CentralDialect {
  return {
    saleOrderLine: { taxField: 'tax_ids', quantityDigits: 2, discountDigits: 2, priceDigits: null },
  };
}
