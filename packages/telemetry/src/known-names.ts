/** Models that the product asks for by name. What people map or push beyond them is `other`: a label's values must stay few. */
const knownModels: ReadonlySet<string> = new Set([
  'account.journal',
  'account.tax',
  'pos.category',
  'pos.config',
  'pos.order',
  'pos.order.line',
  'pos.pack.operation.lot',
  'pos.payment',
  'pos.payment.method',
  'pos.session',
  'product.category',
  'product.pricelist',
  'product.pricelist.item',
  'product.product',
  'product.tag',
  'product.template',
  'res.company',
  'res.country',
  'res.currency',
  'res.partner',
  'res.partner.category',
  'res.users',
  'sale.order',
  'sale.order.line',
  'stock.warehouse',
  'uom.uom',
]);

const knownMethods: ReadonlySet<string> = new Set([
  'authenticate',
  'check_access_rights',
  'context_get',
  'fields_get',
  'formatted_read_group',
  'get_contextual_price',
  'has_group',
  'load',
  'read',
  'read_group',
  'search',
  'search_count',
  'search_read',
  'version',
  'write',
]);

/** The label of a model; `none` for calls without one, `other` for one that is not the product's own. */
export function modelLabel(model: string | null): string {
  if (model === null) return 'none';
  return knownModels.has(model) ? model : 'other';
}

/** The label of a method, likewise. */
export function methodLabel(method: string | null): string {
  if (method === null) return 'none';
  return knownMethods.has(method) ? method : 'other';
}
