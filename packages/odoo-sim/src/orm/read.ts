import { fieldValue } from './column.ts';
import { toSeconds } from './datetime.ts';
import { displayName } from './display-name.ts';
import type { Environment } from './environment.ts';
import { OdooFault } from './fault.ts';
import type { FieldDefinition } from './field.ts';
import { PythonFloat, type Row, type StoredValue, type WireStruct, type WireValue } from './value.ts';

/** Rows as `read` gives them: `false` for null, `[id, name]` for many2one, whole seconds. Ids that do not exist are left out. */
export function readRows(env: Environment, model: string, ids: readonly number[], fieldNames: readonly string[]): WireStruct[] {
  const fields = fieldsToRead(env, model, fieldNames);
  const table = env.database.table(model);
  const names = new Map<string, string>();
  const rows: WireStruct[] = [];
  for (const id of ids) {
    const row = table.get(id);
    if (row) rows.push(readRow(env, model, row, fields, names));
  }
  return rows;
}

function readRow(
  env: Environment,
  model: string,
  row: Row,
  fields: readonly FieldDefinition[],
  names: Map<string, string>,
): WireStruct {
  const read: WireStruct = { id: row.id };
  for (const field of fields)
    read[field.name] = toWire(env, field, fieldValue(env.database, model, row, field, env.context), names);
  return read;
}

/** `names` remembers display names over one answer: the same customer or product comes many times. */
function toWire(env: Environment, field: FieldDefinition, value: StoredValue, names: Map<string, string>): WireValue {
  if (typeof value === 'object') return [...value];
  if (field.type === 'datetime' && typeof value === 'string') return toSeconds(value);
  if (typeof value !== 'number') return value;
  if (field.type === 'float' || field.type === 'monetary') return Number.isInteger(value) ? new PythonFloat(value) : value;
  if (field.type !== 'many2one') return value;
  const key = `${field.relation ?? ''},${value}`;
  let name = names.get(key);
  if (name === undefined) {
    name = displayName(env.database, field.relation ?? '', value, env.context);
    names.set(key, name);
  }
  return [value, name];
}

/** The named fields, or all when none is named. Throws the fault of an unknown field. */
function fieldsToRead(env: Environment, model: string, names: readonly string[]): FieldDefinition[] {
  const { fields } = env.database.model(model);
  if (names.length === 0) return [...fields.values()];
  return names.map((name) => {
    const field = fields.get(name);
    if (!field) throw new OdooFault('ValueError', env.database.dialect.invalidField(model, name));
    return field;
  });
}
