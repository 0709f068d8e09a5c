import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import { createPooledClient } from './pool/pooled-client.ts';
import * as schema from './schema/index.ts';

export type Database = PostgresJsDatabase<typeof schema>;
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];

/** A pool of connections to Postgres, and drizzle on it. */
export interface DatabaseConnection {
  readonly db: Database;
  /** Lets what is under way end, for a few seconds. May be called again. */
  close(): Promise<void>;
}

/**
 * Connects lazily: the first query opens the first connection. A connection that is lost fails what waits for it, and
 * nothing else. Through drizzle's columns times are `Date`s and numerics are strings. A transaction within a transaction is
 * not provided for.
 */
export function connectDatabase(
  url: string,
  { max = 10, applicationName = 'branch-sync' }: { readonly max?: number; readonly applicationName?: string } = {},
): DatabaseConnection {
  const { client, close } = createPooledClient(max, { url, applicationName });
  return { db: drizzle(client, { schema }), close };
}
