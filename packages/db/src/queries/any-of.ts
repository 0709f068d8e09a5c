import { type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';

/** Whether a column is one of these values, however many: as one parameter, where a statement takes 65,535 of them. */
export function isAnyOf(column: PgColumn, values: readonly (string | number)[]): SQL {
  const list = sql`array(select jsonb_array_elements_text(${JSON.stringify(values)}::jsonb))`;
  return sql`${column} = any(${list}::${sql.raw(column.getSQLType())}[])`;
}
