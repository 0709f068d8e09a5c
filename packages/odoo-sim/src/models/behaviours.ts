import { accountTax } from './account-tax.ts';
import type { Behaviour } from './behaviour.ts';
import { posConfig, posOrder, posPaymentMethod } from './point-of-sale.ts';
import { productProduct, productTemplate } from './product.ts';
import { resPartner } from './res-partner.ts';
import { saleOrder } from './sale-order.ts';
import { saleOrderLine } from './sale-order-line.ts';

const BEHAVIOURS: Readonly<Record<string, Behaviour>> = {
  'account.tax': accountTax,
  'pos.config': posConfig,
  'pos.order': posOrder,
  'pos.payment.method': posPaymentMethod,
  'product.product': productProduct,
  'product.template': productTemplate,
  'res.partner': resPartner,
  'sale.order': saleOrder,
  'sale.order.line': saleOrderLine,
};
const PLAIN: Behaviour = {};

/** What a model does beyond keeping columns; models without an entry only keep them. */
export function behaviourOf(model: string): Behaviour {
  return BEHAVIOURS[model] ?? PLAIN;
}
