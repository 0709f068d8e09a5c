import type { RecordedRow, Recording } from './recorded-rows.ts';

/** Renames columns of the recorded 19 to those of 16; what 16 does not have falls away, as its models do not know it. */
const RENAMED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'pos.order': { general_customer_note: 'note' },
};

/** The same shop on Odoo 16: no uuid, `note` instead of `general_customer_note`, products with `detailed_type`. */
export function toVersion16(recording: Recording): Recording {
  return Object.fromEntries(Object.entries(recording).map(([model, rows]) => [model, rows.map((row) => rowOf16(model, row))]));
}

function rowOf16(model: string, row: RecordedRow): RecordedRow {
  const renamed = RENAMED[model] ?? {};
  const entries = Object.entries(row).map(([field, value]) => [renamed[field] ?? field, value]);
  const columns: RecordedRow = Object.fromEntries(entries);
  return model === 'product.product' && columns['type'] !== undefined ? { ...columns, detailed_type: columns['type'] } : columns;
}
