import { type SQL, sql } from 'drizzle-orm';

/** A moment as a text that every JavaScript reads alike. */
export function instant(moment: SQL): SQL {
  return sql`to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
