/** What people call a model (`_description`) and how its records are sorted by default (`_order`). */
interface ModelFacts {
  readonly description: string;
  readonly order: string;
}

const SHARED: Readonly<Record<string, ModelFacts>> = {
  'account.journal': { description: 'Journal', order: 'sequence, type, code' },
  'account.tax': { description: 'Tax', order: 'sequence, id' },
  'account.tax.group': { description: 'Tax Group', order: 'sequence, id' },
  'decimal.precision': { description: 'Decimal Precision', order: 'id' },
  'ir.config_parameter': { description: 'System Parameter', order: 'key' },
  'ir.model.data': { description: 'Model Data', order: 'module, model, name' },
  'pos.category': { description: 'Point of Sale Category', order: 'sequence, name' },
  'pos.config': { description: 'Point of Sale Configuration', order: 'id' },
  'pos.order': { description: 'Point of Sale Orders', order: 'date_order desc, name desc, id desc' },
  'pos.order.line': { description: 'Point of Sale Order Lines', order: 'id' },
  'pos.payment': { description: 'Point of Sale Payments', order: 'id desc' },
  'pos.payment.method': { description: 'Point of Sale Payment Methods', order: 'sequence, id' },
  'pos.session': { description: 'Point of Sale Session', order: 'id desc' },
  'product.category': { description: 'Product Category', order: 'name' },
  'product.pricelist': { description: 'Pricelist', order: 'sequence, id' },
  'product.pricelist.item': { description: 'Pricelist Rule', order: 'applied_on, min_quantity desc, id desc' },
  'product.product': { description: 'Product Variant', order: 'default_code, name, id' },
  'product.tag': { description: 'Product Tag', order: 'name' },
  'product.template': { description: 'Product', order: 'name' },
  'res.company': { description: 'Companies', order: 'sequence, name' },
  'res.country': { description: 'Country', order: 'name' },
  'res.currency': { description: 'Currency', order: 'active desc, name' },
  'res.partner': { description: 'Contact', order: 'name, id desc' },
  'res.partner.category': { description: 'Partner Tags', order: 'name, id' },
  'res.users': { description: 'User', order: 'name, login' },
  'uom.uom': { description: 'Product Unit of Measure', order: 'sequence, id' },
};

const CENTRAL_ONLY: Readonly<Record<string, ModelFacts>> = {
  'sale.order': { description: 'Sales Order', order: 'date_order desc, id desc' },
  'sale.order.line': { description: 'Sales Order Line', order: 'order_id, sequence, id' },
  'stock.warehouse': { description: 'Warehouse', order: 'sequence, id' },
};

/** The models of a database: a branch has no Sales app. */
export function modelFacts(side: 'central' | 'branch'): Readonly<Record<string, ModelFacts>> {
  return side === 'central' ? { ...SHARED, ...CENTRAL_ONLY } : SHARED;
}

/** One2many fields and the many2one that each mirrors: `fields_get` does not tell. Those without an entry read as empty. */
export const INVERSES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'sale.order': { order_line: 'order_id' },
  'pos.order': { lines: 'order_id', payment_ids: 'pos_order_id', refunded_order_ids: 'refunded_order_id' },
  'pos.order.line': { refund_orderline_ids: 'refunded_orderline_id' },
  'pos.session': { order_ids: 'session_id' },
  'pos.config': { session_ids: 'config_id' },
  'product.template': { product_variant_ids: 'product_tmpl_id' },
  'res.partner': { ref_company_ids: 'partner_id' },
};

/** Columns that searches go by: the many2one of every inverse above, and what records are looked up by. */
const INDEXED: Readonly<Record<string, readonly string[]>> = {
  'ir.model.data': ['complete_name', 'res_id'],
  'pos.order': ['uuid', 'session_id', 'refunded_order_id'],
  'pos.order.line': ['order_id', 'refunded_orderline_id'],
  'pos.payment': ['pos_order_id'],
  'pos.session': ['config_id'],
  'product.product': ['barcode', 'default_code', 'product_tmpl_id'],
  'res.company': ['partner_id'],
  'res.partner': ['vat', 'email'],
  'res.users': ['login', 'partner_id'],
  'sale.order': ['client_order_ref', 'origin'],
  'sale.order.line': ['order_id'],
};

export function indexedFields(model: string): readonly string[] {
  return INDEXED[model] ?? [];
}
