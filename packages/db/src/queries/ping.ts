import { sql } from 'drizzle-orm';
import type { Database } from '../connect.ts';

/** Returns when Postgres has answered, throws when it cannot be reached. */
export async function pingDatabase(db: Database): Promise<void> {
  await db.execute(sql`select 1`);
}
