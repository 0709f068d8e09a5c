import type { OdooDatabase } from '../orm/database.ts';
import { OdooFault } from '../orm/fault.ts';

/** A column of `load`: `['order_line', 'product_id', '.id']`. */
export type ColumnPath = readonly string[];

/** Splits column names and checks their first part. Throws the fault of an unknown column. */
export function parseColumns(database: OdooDatabase, model: string, columns: readonly string[]): ColumnPath[] {
  return columns.map((column) => {
    const path = column.split('/').map((part) => part.trim());
    checkPath(database, model, path);
    return path;
  });
}

function checkPath(database: OdooDatabase, model: string, path: ColumnPath): void {
  const [name = '', ...rest] = path;
  if (name === 'id' || name === '.id') return;
  const field = database.model(model).fields.get(name);
  if (!field) throw new OdooFault('ValueError', `Invalid field name '${name}'`);
  if (rest.length > 0 && field.relation !== null && database.models.has(field.relation))
    checkPath(database, field.relation, rest);
}
