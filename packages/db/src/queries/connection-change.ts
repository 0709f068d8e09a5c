import type { transports } from '../schema/connection.ts';

/** A connection as it is set; what is left out (the secret's envelope, how the other side has to prove who it is) stays. */
export interface ConnectionChange {
  readonly url: string;
  readonly database: string;
  readonly login: string;
  readonly transport: (typeof transports)[number];
  readonly secretEnvelope?: string | undefined;
  readonly tlsCa?: string | null | undefined;
  readonly tlsVerify?: boolean | undefined;
}

/** What was learned of a connection does not hold for another one. */
export const forgetFacts = { facts: null, factsAt: null };

/** Whether a change leads to another database, into it by another way, or trusts others there. Columns that are undefined stay. */
export function changesConnection(
  change: { readonly [Column in keyof ConnectionChange]?: ConnectionChange[Column] | undefined },
): boolean {
  const { url, database, login, transport, secretEnvelope, tlsCa, tlsVerify } = change;
  return [url, database, login, transport, secretEnvelope, tlsCa, tlsVerify].some((value) => value !== undefined);
}
