import type { CentralDialect } from '@branch-sync/odoo';
import type { LoadTable } from '../loading/load-records.ts';
import { type CarriedLine, type CentralPrecision, carryInPrices } from './exact-money.ts';
import type { PosLine, PosOrder } from './pos-order.ts';
import type { ResolvedLine, ResolvedOrder } from './resolved-order.ts';

/** The branch's settings that every Sales Order carries; ids are central's, null leaves the choice to Odoo. */
export interface SaleOrderDefaults {
  readonly branchCode: string;
  readonly warehouseId: number | null;
  readonly pricelistId: number | null;
  readonly companyId: number | null;
}

/** The rows of one order as they are sent. */
export type SentRows = Pick<LoadTable, 'fields' | 'rows'>;

type Row = Readonly<Record<string, string>>;

/**
 * Writes orders as the rows that `load` takes: a row a line, the head's cells only on an order's first. Every product row
 * has its name (without it Odoo computes one, four times slower) and its taxes (without the column Odoo puts the product's).
 */
export function toLoadTable(orders: readonly ResolvedOrder[], defaults: SaleOrderDefaults, dialect: CentralDialect): LoadTable {
  const columns = columnsFor(orders, defaults, dialect);
  const rows: string[][] = [];
  const recordOfRow: number[] = [];
  for (const [index, resolved] of orders.entries()) {
    const head = headCells(resolved, defaults);
    for (const [position, lineCells] of linesOf(resolved, dialect).entries()) {
      const row: Row = position === 0 ? { ...head, ...lineCells } : lineCells;
      rows.push(columns.map((column) => row[column] ?? ''));
      recordOfRow.push(index);
    }
  }
  return { fields: columns, rows, recordOfRow };
}

function columnsFor(orders: readonly ResolvedOrder[], defaults: SaleOrderDefaults, dialect: CentralDialect): string[] {
  const hasNotes = orders.some((order) => noteTexts(order).length > 0);
  return [
    'id',
    ...(defaults.companyId === null ? [] : ['company_id/.id']),
    'partner_id/.id',
    'user_id/.id',
    ...(defaults.warehouseId === null ? [] : ['warehouse_id/.id']),
    ...(defaults.pricelistId === null ? [] : ['pricelist_id/.id']),
    'client_order_ref',
    'origin',
    'date_order',
    ...(hasNotes ? ['order_line/display_type'] : []),
    'order_line/product_id/.id',
    'order_line/name',
    'order_line/product_uom_qty',
    'order_line/price_unit',
    'order_line/discount',
    `order_line/${dialect.saleOrderLine.taxField}/.id`,
  ];
}

function headCells({ order, externalId, customer, salespersonId }: ResolvedOrder, defaults: SaleOrderDefaults): Row {
  return {
    id: externalId,
    'company_id/.id': idCell(defaults.companyId),
    'partner_id/.id': idCell(customer.id),
    // An empty cell is nobody; without the column the order would belong to our service user.
    'user_id/.id': idCell(salespersonId),
    'warehouse_id/.id': idCell(defaults.warehouseId),
    'pricelist_id/.id': idCell(defaults.pricelistId),
    client_order_ref: order.posReference,
    origin: `${defaults.branchCode} ${order.name}`,
    date_order: order.dateOrder,
  };
}

function linesOf(resolved: ResolvedOrder, dialect: CentralDialect): Row[] {
  const notes = noteTexts(resolved).map((text): Row => ({ 'order_line/display_type': 'line_note', 'order_line/name': text }));
  const carried = carryInPrices(resolved.lines, precisionOf(dialect));
  const lines = resolved.lines.flatMap((line, index) => {
    const amounts = carried[index];
    return amounts === undefined ? [] : [productCells(line, amounts, resolved.order, dialect)];
  });
  // An order without lines still needs its head's row.
  return lines.length + notes.length === 0 ? [{}] : [...lines, ...notes];
}

/** What stands on note lines: what an order refunds, and its own notes. */
export function noteTexts({ order, refundOf }: ResolvedOrder): string[] {
  return [...refundOf.map((original) => `Refund of ${original}`), ...order.notes];
}

function productCells(resolved: ResolvedLine, carried: CarriedLine, order: PosOrder, dialect: CentralDialect): Row {
  return {
    'order_line/product_id/.id': idCell(resolved.productId),
    'order_line/name': lineText(resolved.line, carried, order),
    'order_line/product_uom_qty': String(carried.quantity),
    'order_line/price_unit': String(carried.priceUnit),
    'order_line/discount': String(carried.discount),
    [`order_line/${dialect.saleOrderLine.taxField}/.id`]: resolved.taxIds.join(','),
  };
}

function precisionOf({ saleOrderLine }: CentralDialect): CentralPrecision {
  return {
    quantity: saleOrderLine.quantityDigits,
    discount: saleOrderLine.discountDigits,
  };
}

/** The line's text in central: product, what the till really said where numbers were carried, lots, combo and notes. */
function lineText(line: PosLine, carried: CarriedLine, order: PosOrder): string {
  const parent = order.lines.find((other) => other.id === line.comboParentId);
  return [
    line.productName,
    ...(carried.isCarried ? [tillFigures(line, order)] : []),
    ...(parent === undefined ? [] : [`Part of ${parent.productName}`]),
    ...(line.lotNames.length === 0 ? [] : [`Lot/Serial: ${line.lotNames.join(', ')}`]),
    ...line.notes,
  ].join('\n');
}

function tillFigures(line: PosLine, order: PosOrder): string {
  const unit = line.unit === null ? '' : ` ${line.unit.name}`;
  const discount = line.discount === 0 ? '' : ` less ${line.discount} %`;
  return `At the till: ${line.quantity}${unit} at ${line.priceUnit} ${order.currency.name}${discount}`;
}

function idCell(id: number | null): string {
  return id === null ? '' : String(id);
}
