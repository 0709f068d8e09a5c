import type { TestDatabase } from './database.ts';

/** All that a database holds, the queue's tables as well, as text by `table.column`; the queue's as `queue.table.column`. */
export async function storedTexts({ sql }: TestDatabase): Promise<Map<string, string>> {
  const columns = await sql`
    select table_schema as schema, table_name as name, column_name as column_name
    from information_schema.columns join information_schema.tables using (table_schema, table_name)
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
    order by 1, 2, 3`;
  const texts = await Promise.all(
    columns.map(async ({ schema, name, column_name: column }) => {
      const rows = await sql`select ${sql(String(column))}::text as text from ${sql(String(schema))}.${sql(String(name))}`;
      const place = `${String(name)}.${String(column)}`;
      const text = rows.map(({ text }) => String(text ?? '')).join('\n');
      return [String(schema) === 'public' || String(schema) === 'drizzle' ? place : `queue.${place}`, text] as const;
    }),
  );
  return new Map(texts);
}

/** All of it in one text. */
export async function everyStoredText(database: TestDatabase): Promise<string> {
  return [...(await storedTexts(database)).values()].join('\n');
}
