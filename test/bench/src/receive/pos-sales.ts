import { type Domain, float, idList, integer, many2one, moment, type OdooClient, text } from '@branch-sync/odoo';

const order = { id: integer(), uuid: text(), name: text(), pos_reference: text(), date_order: moment() };
const line = {
  order_id: many2one(),
  product_id: many2one(),
  full_product_name: text(),
  qty: float(),
  price_unit: float(),
  discount: float(),
  tax_ids: idList(),
};

export type PosSale = Awaited<ReturnType<typeof readSales>>[number];
export type PosSaleLine = Awaited<ReturnType<typeof readSaleLines>>[number];

/** Sold orders without their lines. */
export function readSales(branch: OdooClient, domain: Domain, signal: AbortSignal) {
  return branch.searchRead('pos.order', order, { domain: [['state', 'in', ['paid', 'done']], ...domain], order: 'id', signal });
}

/** The lines of the given orders. */
export function readSaleLines(branch: OdooClient, orderIds: readonly number[], signal: AbortSignal) {
  return branch.searchRead('pos.order.line', line, { domain: [['order_id', 'in', [...orderIds]]], order: 'id', signal });
}
