import type { transports } from '../schema/connection.ts';

/** A connection as it is set; without an envelope the secret that is there stays. */
export interface ConnectionChange {
  readonly url: string;
  readonly database: string;
  readonly login: string;
  readonly transport: (typeof transports)[number];
  readonly secretEnvelope?: string | undefined;
}

/** What was learned of a connection does not hold for another one. */
export const forgetFacts = { facts: null, factsAt: null };

const connectionFields: ReadonlySet<string> = new Set(['url', 'database', 'login', 'transport', 'secretEnvelope']);

/** Whether a change of these columns leads to another database, or into it by another way. */
export function changesConnection(columns: readonly string[]): boolean {
  return columns.some((column) => connectionFields.has(column));
}
