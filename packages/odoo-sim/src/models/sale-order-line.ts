import { displayName } from '../orm/display-name.ts';
import type { Environment } from '../orm/environment.ts';
import { OdooFault } from '../orm/fault.ts';
import { idOf, idsOf, isSet, numberOf, type Row, type Values } from '../orm/value.ts';
import { lineAmounts } from '../taxes/order-amounts.ts';
import { roundHalfUp } from '../taxes/rounding.ts';
import type { TaxableLine } from '../taxes/tax.ts';
import { taxesOf } from './account-tax.ts';
import type { Behaviour } from './behaviour.ts';
import { companyOf, roundingMethodOf } from './company.ts';
import { storeTotals } from './sale-order.ts';

/** 'Product Unit' and 'Discount' in decimal.precision, as measured. */
const QUANTITY_DECIMALS = 2;
const DISCOUNT_DECIMALS = 2;

export const saleOrderLine: Behaviour = {
  required: ['order_id', 'name'],
  complete: (env, values) => {
    const order = env.database.table('sale.order').get(idOf(values, 'order_id') ?? 0);
    const whole = { ...(isSet(values['display_type']) ? NOTE_DEFAULTS : productDefaults(env, values)), ...given(values) };
    const rounded: Values = {
      sequence: 10,
      customer_lead: 0,
      state: 'draft',
      ...whole,
      ...roundedColumns(env, whole),
      company_id: order ? companyOf(order) : false,
      currency_id: (order && idOf(order, 'currency_id')) ?? false,
      order_partner_id: (order && idOf(order, 'partner_id')) ?? false,
      salesman_id: (order && idOf(order, 'user_id')) ?? false,
    };
    return { ...rounded, ...computedAmounts(env, rounded) };
  },
  check: (_env, changes, row) => {
    const line = { ...row, ...changes };
    if (isSet(line['display_type']) || isSet(line['product_id'])) return;
    throw new OdooFault(
      'ValidationError',
      'The operation cannot be completed: Missing required fields on accountable sale order line.',
    );
  },
  recompute: (env, row, changes) => {
    const rounded = { ...changes, ...roundedColumns(env, changes) };
    return { ...rounded, ...computedAmounts(env, { ...row, ...rounded }) };
  },
  afterChange: (env, row) => storeOrderTotals(env, row),
  afterUnlink: (env, row) => storeOrderTotals(env, row),
};

const NOTE_DEFAULTS: Values = { product_id: false, product_uom_qty: 0, price_unit: 0, discount: 0 };

/** An empty name is computed, like one that was not sent. */
function given(values: Values): Values {
  if (values['name'] !== false && values['name'] !== '') return values;
  const { name: _empty, ...others } = values;
  return others;
}

/** What Odoo takes from the product where the caller sends nothing: text, unit, price and the product's taxes. */
function productDefaults(env: Environment, values: Values): Values {
  const { saleLineTaxes, saleLineUnit } = env.database.dialect;
  const productId = idOf(values, 'product_id');
  const product = productId === null ? undefined : env.database.table('product.product').get(productId);
  if (!product || productId === null) return { product_uom_qty: 1, price_unit: 0, discount: 0 };
  return {
    name: displayName(env.database, 'product.product', productId),
    product_uom_qty: 1,
    price_unit: numberOf(product, 'lst_price'),
    discount: 0,
    [saleLineUnit]: idOf(product, 'uom_id') ?? false,
    [saleLineTaxes]: idsOf(product, 'taxes_id'),
  };
}

/** Numbers to the precision that the database keeps; the unit price is kept whole on 19 and at two decimals on 16. */
function roundedColumns(env: Environment, values: Values): Record<string, number> {
  const { priceDecimals } = env.database.dialect;
  const rounded: Record<string, number> = {};
  if ('product_uom_qty' in values)
    rounded['product_uom_qty'] = roundHalfUp(numberOf(values, 'product_uom_qty'), QUANTITY_DECIMALS);
  if ('discount' in values) rounded['discount'] = roundHalfUp(numberOf(values, 'discount'), DISCOUNT_DECIMALS);
  if ('price_unit' in values && priceDecimals !== null)
    rounded['price_unit'] = roundHalfUp(numberOf(values, 'price_unit'), priceDecimals);
  return rounded;
}

function computedAmounts(env: Environment, line: Values): Values {
  if (isSet(line['display_type'])) return { price_subtotal: 0, price_tax: 0, price_total: 0 };
  const { untaxed, tax, total } = lineAmounts(taxableLine(env, line), roundingMethodOf(env, companyOf(line)));
  return { price_subtotal: untaxed, price_tax: tax, price_total: total };
}

export function taxableLine(env: Environment, line: Values): TaxableLine {
  return {
    quantity: numberOf(line, 'product_uom_qty'),
    priceUnit: numberOf(line, 'price_unit'),
    discount: numberOf(line, 'discount'),
    taxes: taxesOf(env, idsOf(line, env.database.dialect.saleLineTaxes)),
  };
}

function storeOrderTotals(env: Environment, line: Row): void {
  const order = env.database.table('sale.order').get(idOf(line, 'order_id') ?? 0);
  if (order) storeTotals(env, order);
}
