import { z } from 'zod';
import type { ConnectionFacts, TransportName } from './client.ts';
import { OdooError } from './errors.ts';
import { json2Transport } from './json2/transport.ts';
import type { Transport } from './transport.ts';
import { askVersion, type ServerVersion } from './version.ts';
import type { Wire } from './wire.ts';
import { xmlRpcTransport } from './xmlrpc/transport.ts';

/** What `connect` learned, kept by its owner and given to the next client of the same connection. */
export const connectionFactsSchema = z.object({
  version: z.object({ text: z.string(), major: z.int(), minor: z.int() }),
  transport: z.enum(['xmlrpc', 'json2']),
  uid: z.int().positive(),
});

/** JSON-2 exists from here on. */
const firstMajorWithJson2 = 19;

const signIn = { model: null, method: 'authenticate' };

/** The transport of a known name. */
export function transportOf(name: TransportName, wire: Wire): Transport {
  return name === 'json2' ? json2Transport(wire) : xmlRpcTransport(wire);
}

/** Version, wire and user of a connection: three calls at the most. Throws `OdooError`. */
export async function discover(wire: Wire, signal: AbortSignal | null): Promise<ConnectionFacts> {
  const server = await askVersion(wire, signal);
  const { transport: choice } = wire.connection;
  const hasJson2 = server.version.major >= firstMajorWithJson2;
  if (choice === 'json2' && !hasJson2) {
    throw wire.error('unsupported', `Odoo ${server.version.text} does not speak JSON-2.`, signIn);
  }
  const refused = choice !== 'xmlrpc' && hasJson2 ? await tryJson2(wire, server, signal) : null;
  if (refused !== null && 'uid' in refused) return refused;
  if (refused !== null && (choice === 'json2' || !server.hasXmlRpc)) throw refused;
  if (!server.hasXmlRpc) {
    throw wire.error('unsupported', `Odoo ${server.version.text} does not speak XML-RPC; it takes an API key by JSON-2.`, signIn);
  }
  return { version: server.version, transport: 'xmlrpc', uid: await xmlRpcTransport(wire).authenticate(signal) };
}

/** The facts, or the error where the secret is refused: a password is no API key, and XML-RPC may take it. */
async function tryJson2(
  wire: Wire,
  { version }: ServerVersion,
  signal: AbortSignal | null,
): Promise<ConnectionFacts | OdooError> {
  try {
    return { version, transport: 'json2', uid: await json2Transport(wire).authenticate(signal) };
  } catch (error) {
    if (error instanceof OdooError && error.kind === 'wrong_login') return error;
    throw error;
  }
}
