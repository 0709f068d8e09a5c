import postgres from 'postgres';

/** Any number will do, as long as every version of this product takes the same: one process at a time changes the schema, or who may use it. */
export const schemaLock = 7_239_117;

/** Does work on the schema, on one connection that is closed whichever way it ends. */
export async function onOneConnection<T>(url: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, {
    max: 1,
    // A connection that is lost while it asks for them would be a rejection that nobody can handle.
    fetch_types: false,
    onnotice: () => undefined,
    connection: { application_name: 'branch-sync migrate' },
  });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
