import { fileURLToPath } from 'node:url';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import type postgres from 'postgres';
import { onOneConnection, schemaLock } from './one-connection.ts';

const migrationsFolder = fileURLToPath(new URL('../migrations', import.meta.url));

/**
 * Brings the database's schema up to date, and says how many steps that took. Any number of processes may call it at once:
 * drizzle's migrator is not made for that, so it runs inside an advisory lock, on one connection.
 */
export async function migrateDatabase(url: string): Promise<{ applied: number }> {
  return onOneConnection(url, async (sql) => {
    await sql`select pg_advisory_lock(${schemaLock})`;
    try {
      const before = await appliedCount(sql);
      await migrate(drizzle(sql), { migrationsFolder });
      return { applied: (await appliedCount(sql)) - before };
    } finally {
      await sql`select pg_advisory_unlock(${schemaLock})`;
    }
  });
}

/** How many migrations the database still lacks; 0 as well where a newer version of this product has gone further. */
export async function pendingMigrations(url: string): Promise<number> {
  const known = readMigrationFiles({ migrationsFolder }).length;
  return onOneConnection(url, async (sql) => Math.max(0, known - (await appliedCount(sql))));
}

async function appliedCount(sql: postgres.Sql): Promise<number> {
  const [table] = await sql<{ name: string | null }[]>`select to_regclass('drizzle.__drizzle_migrations')::text as name`;
  if (!table?.name) return 0;
  const [row] = await sql<{ count: number }[]>`select count(*)::int as count from drizzle.__drizzle_migrations`;
  return row?.count ?? 0;
}
