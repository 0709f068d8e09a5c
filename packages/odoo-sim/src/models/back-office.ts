import { createRecord } from '../orm/create.ts';
import { ADMIN_ID, type OdooDatabase } from '../orm/database.ts';
import { toSecondsText } from '../orm/datetime.ts';
import { plainDraft } from '../orm/draft.ts';
import { idOf, type Row, type Values } from '../orm/value.ts';
import { writeRecords } from '../orm/write.ts';

/** Confirms a quotation, as its button does: it becomes a Sales Order, and its date is that of the confirmation. */
export function confirmOrder(database: OdooDatabase, orderId: number): void {
  requireOrder(database, orderId);
  const confirmed = { state: 'sale', date_order: toSecondsText(database.clock()) };
  database.transaction(ADMIN_ID, {}, (env) => writeRecords(env, 'sale.order', [orderId], plainDraft(confirmed)));
}

/** What a copy of a Sales Order takes along: its origin, but neither customer reference, date nor state. */
const copied = ['partner_id', 'user_id', 'warehouse_id', 'pricelist_id', 'origin'] as const;
const copiedOfLine = [
  'product_id',
  'name',
  'product_uom_qty',
  'price_unit',
  'discount',
  'tax_ids',
  'tax_id',
  'display_type',
] as const;

/** Duplicates a Sales Order, as the menu of its form does: a new quotation of now, without an external id. Gives its id. */
export function duplicateOrder(database: OdooDatabase, orderId: number): number {
  const order = requireOrder(database, orderId);
  const lines = database.records('sale.order.line').filter((line) => idOf(line, 'order_id') === orderId);
  return database.transaction(ADMIN_ID, {}, (env) => {
    const id = createRecord(env, 'sale.order', plainDraft(valuesOf(order, copied)));
    for (const line of lines) {
      createRecord(env, 'sale.order.line', plainDraft({ ...valuesOf(line, copiedOfLine), order_id: id }));
    }
    return id;
  });
}

function valuesOf(row: Row, fields: readonly string[]): Values {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = row[field];
      return value === undefined ? [] : [[field, value]];
    }),
  );
}

function requireOrder(database: OdooDatabase, orderId: number): Row {
  const order = database.records('sale.order').find(({ id }) => id === orderId);
  if (order === undefined) throw new Error(`There is no Sales Order ${orderId} in '${database.name}'.`);
  return order;
}
