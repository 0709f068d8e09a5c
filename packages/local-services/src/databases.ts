import postgres from 'postgres';

/** Makes a database on a server, empty or as a copy of a template that nobody is connected to. */
export async function createDatabase(serverUrl: string, name: string, template?: string): Promise<void> {
  await onServer(serverUrl, (sql) =>
    template === undefined ? sql`create database ${sql(name)}` : sql`create database ${sql(name)} template ${sql(template)}`,
  );
}

/** Drops a database, and cuts off who is connected to it; nothing happens where there is none. */
export async function dropDatabase(serverUrl: string, name: string): Promise<void> {
  await onServer(serverUrl, (sql) => sql`drop database if exists ${sql(name)} with (force)`);
}

async function onServer(url: string, work: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    await work(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
