import { sql } from 'drizzle-orm';
import type { Database } from '../connect.ts';

/** Returns when Postgres has answered, throws when it cannot be reached. */
export async function pingDatabase(db: Database): Promise<void> {
  await db.execute(sql`select 1`);
}

/** Postgres' version: `17.2` and 17. */
export async function serverVersion(db: Database): Promise<{ readonly text: string; readonly major: number }> {
  const [row] = await db.execute<{ server_version: string }>(sql`show server_version`);
  const text = row?.server_version.split(' ', 1)[0] ?? '';
  return { text, major: Number.parseInt(text, 10) };
}
