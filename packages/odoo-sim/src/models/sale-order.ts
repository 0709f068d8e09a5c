import { toSeconds } from '../orm/datetime.ts';
import type { Environment } from '../orm/environment.ts';
import { idOf, type Row, type Values } from '../orm/value.ts';
import { storeComputed } from '../orm/write.ts';
import { orderAmounts } from '../taxes/order-amounts.ts';
import type { Behaviour } from './behaviour.ts';
import { companyOf, currencyOf, roundingMethodOf } from './company.ts';
import { taxableLine } from './sale-order-line.ts';

export const saleOrder: Behaviour = {
  required: ['partner_id'],
  owns: ['order_line'],
  complete: (env, values, id) => {
    const companyId = companyOf(values);
    const partnerId = idOf(values, 'partner_id') ?? false;
    return {
      state: 'draft',
      user_id: env.uid,
      date_order: toSeconds(env.transaction.startedAt),
      partner_invoice_id: partnerId,
      partner_shipping_id: partnerId,
      invoice_status: 'no',
      picking_policy: 'direct',
      ...(env.database.version === 16 ? { pricelist_id: firstId(env, 'product.pricelist') } : {}),
      warehouse_id: firstId(env, 'stock.warehouse'),
      ...values,
      name: values['name'] || `S${String(id).padStart(5, '0')}`,
      company_id: companyId,
      currency_id: orderCurrency(env, values, companyId),
      currency_rate: 1,
      amount_untaxed: 0,
      amount_tax: 0,
      amount_total: 0,
    };
  },
  afterChange: storeTotals,
};

/** Computes an order's totals from its lines anew. */
export function storeTotals(env: Environment, order: Row): void {
  const lines = env.database.table('sale.order.line');
  const taxable = lines.idsWhere('order_id', order.id).flatMap((id) => {
    const line = lines.get(id);
    return line && line['display_type'] !== undefined && line['display_type'] !== false
      ? []
      : line
        ? [taxableLine(env, line)]
        : [];
  });
  const { untaxed, tax, total } = orderAmounts(taxable, roundingMethodOf(env, companyOf(order)));
  storeComputed(env, 'sale.order', order, { amount_untaxed: untaxed, amount_tax: tax, amount_total: total });
}

function firstId(env: Environment, model: string): number | false {
  return env.database.table(model).ids()[0] ?? false;
}

function orderCurrency(env: Environment, values: Values, companyId: number): number | false {
  const pricelist = env.database.table('product.pricelist').get(idOf(values, 'pricelist_id') ?? 0);
  return (pricelist && idOf(pricelist, 'currency_id')) ?? currencyOf(env, companyId);
}
