import type { OdooDatabase } from '../orm/database.ts';
import { idOf, idsOf, numberOf, type Row, textOf } from '../orm/value.ts';

export const SALE_ORDER_COLUMNS = [
  ...['id', 'partner_id/.id', 'client_order_ref', 'origin', 'date_order'],
  ...[
    'order_line/product_id/.id',
    'order_line/name',
    'order_line/product_uom_qty',
    'order_line/price_unit',
    'order_line/discount',
  ],
  'order_line/tax_ids/.id',
];

/** The context that makes `load` create-only, quiet, and read dates as UTC. */
export const CREATE_ONLY = { mode: 'update', noupdate: true, tz: 'UTC', tracking_disable: true, mail_create_nolog: true };

/** Rows of `load` for POS orders, their products and taxes found in central by reference and by what taxes do. */
export function saleOrderRows(branch: OdooDatabase, central: OdooDatabase, orders: readonly Row[]): string[][] {
  const centralProducts = new Map(central.records('product.product').map((row) => [textOf(row, 'default_code'), row.id]));
  const centralTaxes = new Map(central.records('account.tax').map((row) => [taxKey(row), row.id]));
  const products = new Map(branch.records('product.product').map((row) => [row.id, row]));
  const taxes = new Map(branch.records('account.tax').map((row) => [row.id, row]));

  const lineCells = (line: Row): string[] => {
    const code = textOf(products.get(idOf(line, 'product_id') ?? 0) ?? {}, 'default_code');
    const taxIds = idsOf(line, 'tax_ids').map((id) => centralTaxes.get(taxKey(taxes.get(id) ?? { id })));
    return [
      String(centralProducts.get(code)),
      textOf(line, 'full_product_name') || 'Line',
      ...['qty', 'price_unit', 'discount'].map((field) => String(numberOf(line, field))),
      taxIds.join(','),
    ];
  };
  return orders.flatMap((order) => {
    const externalId = `branch_sync.order_${textOf(order, 'uuid').replaceAll('-', '')}`;
    const head = [
      externalId,
      '95',
      textOf(order, 'pos_reference'),
      `${branch.name} ${textOf(order, 'name')}`,
      textOf(order, 'date_order'),
    ];
    const lines = linesOf(branch, 'pos.order.line', order.id);
    return lines.map((line, place) => [...(place === 0 ? head : head.map(() => '')), ...lineCells(line)]);
  });
}

/** The lines of an order, as stored. */
export function linesOf(database: OdooDatabase, model: 'pos.order.line' | 'sale.order.line', orderId: number): Row[] {
  const table = database.table(model);
  return table.idsWhere('order_id', orderId).flatMap((id) => table.get(id) ?? []);
}

function taxKey(row: Row): string {
  return ['name', 'amount', 'amount_type', 'price_include', 'type_tax_use'].map((field) => String(row[field])).join('|');
}
