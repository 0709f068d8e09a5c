import type { TestDatabase } from './database.ts';

/** Every row of every table of the database, the queue's tables as well, as text. */
export async function everyRow({ sql }: TestDatabase): Promise<string> {
  const tables = await sql`
    select table_schema as schema, table_name as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`;
  const texts = await Promise.all(
    tables.map(async ({ schema, name }) => {
      const rows = await sql`select to_jsonb(one)::text as text from ${sql(String(schema))}.${sql(String(name))} one`;
      return `${name}: ${rows.map(({ text }) => text).join('\n')}`;
    }),
  );
  return texts.join('\n');
}
