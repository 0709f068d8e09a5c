import type { PostgresServer } from './postgres-server.ts';

/** What every measurement works with. */
export interface Bench {
  readonly postgres: PostgresServer;
  /** Null: the queue lives in Postgres. */
  readonly redisUrl: string | null;
  /** Aborted when the benchmark is stopped. */
  readonly signal: AbortSignal;
  /** Tells a person what goes on. */
  readonly tell: (text: string) => void;
}
