import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import * as schema from './schema/index.ts';

export type Database = PostgresJsDatabase<typeof schema>;
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];

/** A pool of connections to Postgres, and drizzle on it. */
export interface DatabaseConnection {
  readonly db: Database;
  readonly sql: postgres.Sql;
  close(): Promise<void>;
}

/** No statement of ours takes so long, and no transaction waits for anything but Postgres: what does is stuck, and holds locks. */
const stuckAfterMs = 60_000;

/**
 * Connects lazily: the first query opens the first connection. Through drizzle's columns times are `Date`s and numerics are
 * strings. `sql` gives times as Postgres writes them: drizzle takes the driver's own parsers of dates away.
 */
export function connectDatabase(
  url: string,
  options: { readonly max?: number; readonly applicationName?: string } = {},
): DatabaseConnection {
  const sql = postgres(url, {
    max: options.max ?? 10,
    idle_timeout: 60,
    connect_timeout: 10,
    onnotice: () => undefined,
    connection: {
      application_name: options.applicationName ?? 'branch-sync',
      statement_timeout: stuckAfterMs,
      idle_in_transaction_session_timeout: stuckAfterMs,
    },
  });
  return { db: drizzle(sql, { schema }), sql, close: () => sql.end({ timeout: 5 }) };
}
