import postgres from 'postgres';
import { until } from './until.ts';

/**
 * Holds all rows of a table, waits until somebody is stuck on them, does `then`, and lets go. The way to catch a process in
 * the middle of its transaction.
 */
export async function onceBlocked(databaseUrl: string, table: string, then: () => Promise<void>): Promise<void> {
  const sql = postgres(databaseUrl, { max: 2, onnotice: () => undefined });
  try {
    await sql.begin(async (tx) => {
      await until(`a row in ${table}`, async () => (await tx`select 1 from ${tx(table)} for update`).length > 0);
      await until('somebody to wait for it', async () => {
        const waiting = await sql`
          select 1 from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock' and application_name like 'branch-sync%'`;
        return waiting.length > 0;
      });
      await then();
    });
  } finally {
    await sql.end({ timeout: 5 });
  }
}
