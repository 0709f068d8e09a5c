import { z } from 'zod';
import type { ConnectionFacts, OdooVersion, TransportName } from './client.ts';
import { OdooError } from './errors.ts';
import { textOfAnswer } from './http/exchange.ts';
import { json2Transport } from './json2/transport.ts';
import { refuseHttp } from './refuse-http.ts';
import { parseVersion, type Transport } from './transport.ts';
import type { Wire } from './wire.ts';
import { sendXmlRpc, xmlRpcTransport } from './xmlrpc/transport.ts';

/** What `connect` learned, kept by its owner and given to the next client of the same connection. */
export const connectionFactsSchema = z.object({
  version: z.object({ text: z.string(), major: z.int(), minor: z.int() }),
  transport: z.enum(['xmlrpc', 'json2']),
  uid: z.int().positive(),
});

const versionAnswer = z.object({ server_version: z.string() });
const webVersionAnswer = z.object({ version: z.string() });

/** JSON-2 exists from here on. */
const firstMajorWithJson2 = 19;

/** The transport of a known name. */
export function transportOf(name: TransportName, wire: Wire): Transport {
  return name === 'json2' ? json2Transport(wire) : xmlRpcTransport(wire);
}

/** The server's version, without signing in: XML-RPC's `common`, or `/web/version` where that is gone (Odoo 22). */
export async function askVersion(wire: Wire, signal: AbortSignal | null): Promise<OdooVersion> {
  const name = { model: null, method: 'version' };
  try {
    const answer = versionAnswer.safeParse(await sendXmlRpc(wire, 'common', 'version', [], signal, name));
    if (answer.success) return parseVersion(answer.data.server_version);
    throw wire.error('not_odoo', 'it does not tell its version.', name);
  } catch (error) {
    if (error instanceof OdooError && error.httpStatus === 404) return askWebVersion(wire, signal);
    throw error;
  }
}

async function askWebVersion(wire: Wire, signal: AbortSignal | null): Promise<OdooVersion> {
  const name = { model: null, method: '/web/version' };
  const request = { method: 'GET' as const, url: new URL('/web/version', wire.connection.url).href, headers: {}, body: null };
  const text = await wire.send(name, request, signal, async (head) => {
    if (head.status !== 200) throw await refuseHttp(wire, head, name);
    return textOfAnswer(head);
  });
  const answer = webVersionAnswer.safeParse(jsonOrNull(text));
  if (answer.success) return parseVersion(answer.data.version);
  throw wire.error('not_odoo', 'there is no Odoo at this URL.', name);
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Version, wire and user of a connection: three calls at the most. Throws `OdooError`. */
export async function discover(wire: Wire, signal: AbortSignal | null): Promise<ConnectionFacts> {
  const version = await askVersion(wire, signal);
  const choice = wire.connection.transport;
  const hasJson2 = version.major >= firstMajorWithJson2;
  if (choice === 'json2' && !hasJson2) {
    throw wire.error('unsupported', `Odoo ${version.text} does not speak JSON-2.`, { model: null, method: 'version' });
  }
  if (choice === 'json2' || (choice === 'auto' && hasJson2)) {
    try {
      return { version, transport: 'json2', uid: await json2Transport(wire).authenticate(signal) };
    } catch (error) {
      // A password is no API key: what JSON-2 refuses, XML-RPC may take.
      if (choice === 'json2' || !(error instanceof OdooError) || error.kind !== 'wrong_login') throw error;
    }
  }
  return { version, transport: 'xmlrpc', uid: await xmlRpcTransport(wire).authenticate(signal) };
}
