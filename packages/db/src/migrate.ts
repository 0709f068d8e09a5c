import { fileURLToPath } from 'node:url';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';

const migrationsFolder = fileURLToPath(new URL('../migrations', import.meta.url));

/** Any number will do, as long as every version of this product takes the same. */
const migrationLock = 7_239_117;

/**
 * Brings the database's schema up to date, and says how many steps that took. Any number of processes may call it at once:
 * drizzle's migrator is not made for that, so it runs inside an advisory lock, on one connection.
 */
export async function migrateDatabase(url: string): Promise<{ applied: number }> {
  return onOneConnection(url, async (sql) => {
    await sql`select pg_advisory_lock(${migrationLock})`;
    try {
      const before = await appliedCount(sql);
      await migrate(drizzle(sql), { migrationsFolder });
      return { applied: (await appliedCount(sql)) - before };
    } finally {
      await sql`select pg_advisory_unlock(${migrationLock})`;
    }
  });
}

/** How many migrations the database still lacks; 0 as well where a newer version of this product has gone further. */
export async function pendingMigrations(url: string): Promise<number> {
  const known = readMigrationFiles({ migrationsFolder }).length;
  return onOneConnection(url, async (sql) => Math.max(0, known - (await appliedCount(sql))));
}

async function onOneConnection<T>(url: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
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

async function appliedCount(sql: postgres.Sql): Promise<number> {
  const [table] = await sql<{ name: string | null }[]>`select to_regclass('drizzle.__drizzle_migrations')::text as name`;
  if (!table?.name) return 0;
  const [row] = await sql<{ count: number }[]>`select count(*)::int as count from drizzle.__drizzle_migrations`;
  return row?.count ?? 0;
}
