import { onTestFinished } from 'vitest';
import type { ConnectionFacts, OdooClient, OdooConnection, OdooLimits, TransportName } from '../client.ts';
import { createOdooClient } from '../create-client.ts';
import { OdooError } from '../errors.ts';
import type { CallObserver } from '../observe.ts';

export const someFacts = (transport: TransportName): ConnectionFacts => ({
  version: { text: '19.0', major: 19, minor: 0 },
  transport,
  uid: 9,
});

/** A client with short bounds, closed when the test ends; without facts it discovers. */
export function aClient(
  url: string,
  {
    facts = null,
    limits,
    observe,
    ...connection
  }: Partial<OdooConnection> & {
    readonly facts?: ConnectionFacts | null;
    readonly limits?: Partial<OdooLimits>;
    readonly observe?: CallObserver;
  } = {},
): OdooClient {
  const client = createOdooClient(
    { url, database: 'central', login: 'sync', secret: 'the-secret', transport: 'auto', ...connection },
    { connectTimeoutMs: 2_000, callTimeoutMs: 2_000, maxAnswerBytes: 1024 * 1024, privateAddresses: 'allow', ...limits },
    { facts, observe },
  );
  onTestFinished(() => client.close());
  return client;
}

/** The `OdooError` that a call ends in; a test fails where it ends otherwise. */
export async function errorOf(call: Promise<unknown>): Promise<OdooError> {
  const outcome = await call.then(
    () => 'the call went well',
    (error: unknown) => error,
  );
  if (outcome instanceof OdooError) return outcome;
  throw new Error(`No OdooError: ${String(outcome)}`, { cause: outcome });
}
