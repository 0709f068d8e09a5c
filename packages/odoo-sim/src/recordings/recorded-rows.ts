import type { OdooDatabase } from '../orm/database.ts';
import type { FieldDefinition } from '../orm/field.ts';
import type { StoredValue } from '../orm/value.ts';

/** A row as `search_read` gave it when it was recorded. */
export type RecordedRow = Readonly<Record<string, RecordedValue>>;
type RecordedValue = string | number | boolean | readonly number[] | readonly [number, string];

/** A recording: model by model, all rows of a database. */
export type Recording = Readonly<Record<string, readonly RecordedRow[]>>;

/**
 * Puts recorded rows back as they stood in the table: `[id, name]` becomes the id. Records that rows point at and that
 * were not recorded themselves are made from the name that the rows show for them.
 */
export function insertRecordedRows(database: OdooDatabase, recording: Recording): void {
  const named = new Map<string, Map<number, string>>();
  for (const [model, rows] of Object.entries(recording)) {
    if (!database.models.has(model)) continue;
    for (const row of rows) insertRow(database, model, row, named);
  }
  for (const [model, records] of named) {
    const table = database.table(model);
    for (const [id, name] of records) if (!table.get(id)) database.insertRaw(model, { id, name, active: true });
  }
}

function insertRow(database: OdooDatabase, model: string, row: RecordedRow, named: Map<string, Map<number, string>>): void {
  const { fields } = database.model(model);
  const stored: Record<string, StoredValue> = {};
  for (const [name, value] of Object.entries(row)) {
    const field = fields.get(name);
    if (!field || field.type === 'one2many') continue;
    stored[name] = storedValue(field, value);
    if (field.relation !== null && isPair(value)) remember(named, database, field.relation, value);
  }
  if (typeof stored['write_date'] === 'string') {
    stored['write_date'] += RECORDED_MICROSECONDS;
    stored['create_date'] =
      typeof stored['create_date'] === 'string' ? stored['create_date'] + RECORDED_MICROSECONDS : stored['write_date'];
  }
  // Recorded as computed; since 18 it follows from the override.
  if (stored['price_include'] === true && fields.has('price_include_override')) stored['price_include_override'] = 'tax_included';
  if (fields.has('active')) stored['active'] ??= true;
  if (fields.has('company_id')) stored['company_id'] ??= 1;
  database.insertRaw(model, stored);
}

/** RPC shows whole seconds; the table had microseconds, one value for all rows of a transaction. */
const RECORDED_MICROSECONDS = '.372918';

function storedValue(field: FieldDefinition, value: RecordedValue): StoredValue {
  if (field.type === 'many2one' && isPair(value)) return value[0];
  return isPair(value) ? [] : value;
}

function isPair(value: RecordedValue): value is readonly [number, string] {
  return Array.isArray(value) && value.length === 2 && typeof value[1] === 'string';
}

function remember(
  named: Map<string, Map<number, string>>,
  database: OdooDatabase,
  model: string,
  pair: readonly [number, string],
): void {
  if (!database.models.has(model)) return;
  const records = named.get(model) ?? new Map<number, string>();
  records.set(pair[0], pair[1]);
  named.set(model, records);
}
