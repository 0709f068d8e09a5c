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

/** Whether a change leads to another database, or into it by another way. Columns that are undefined stay. */
export function changesConnection(
  change: { readonly [Column in keyof ConnectionChange]?: ConnectionChange[Column] | undefined },
): boolean {
  const { url, database, login, transport, secretEnvelope } = change;
  return [url, database, login, transport, secretEnvelope].some((value) => value !== undefined);
}
