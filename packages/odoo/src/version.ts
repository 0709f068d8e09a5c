import { z } from 'zod';
import type { OdooVersion } from './client.ts';
import { OdooError } from './errors.ts';
import { jsonTextOf } from './http/json-text.ts';
import { observed } from './observe.ts';
import { refuseHttp } from './refuse-http.ts';
import type { Wire } from './wire.ts';
import { sendXmlRpc } from './xmlrpc/send.ts';

const commonAnswer = z.object({ server_version: z.string() });
const webAnswer = z.object({ version: z.string() });

/** What a server says of itself, and whether it still has the endpoint of XML-RPC. */
export interface ServerVersion {
  readonly version: OdooVersion;
  readonly hasXmlRpc: boolean;
}

/** Asks without signing in: XML-RPC's `common`, or `GET /web/version` where that is gone (Odoo 22). Throws `OdooError`. */
export async function askVersion(wire: Wire, signal: AbortSignal | null): Promise<ServerVersion> {
  const name = { model: null, method: 'version' };
  try {
    const answer = commonAnswer.safeParse(await sendXmlRpc(wire, 'common', 'version', [], signal, name));
    return { version: readVersion(wire, answer.data?.server_version), hasXmlRpc: true };
  } catch (error) {
    if (!(error instanceof OdooError) || error.httpStatus !== 404) throw error;
    return { version: readVersion(wire, await askWebVersion(wire, signal)), hasXmlRpc: false };
  }
}

async function askWebVersion(wire: Wire, signal: AbortSignal | null): Promise<string | undefined> {
  const name = { model: null, method: 'version' };
  const text = await observed(wire.observe, { ...name, transport: 'web', attempt: 1 }, (meter) => {
    const request = { method: 'GET' as const, url: wire.urlOf('/web/version'), headers: {}, body: null, meter };
    return wire.send(name, request, signal, async (answer) => {
      if (answer.status !== 200) throw refuseHttp(wire, answer, name);
      return jsonTextOf(answer);
    });
  });
  try {
    return webAnswer.safeParse(JSON.parse(text)).data?.version;
  } catch {
    return undefined;
  }
}

function readVersion(wire: Wire, text: string | undefined): OdooVersion {
  const version = text === undefined ? null : parseVersion(text);
  if (version !== null) return version;
  throw wire.error('not_odoo', 'it does not tell an Odoo version.', { model: null, method: 'version' });
}

/** Reads `19.0`, `saas~18.2` or `18.2+e` (Odoo's `server_version`); null for what is no version. */
export function parseVersion(text: string): OdooVersion | null {
  const [, major, minor = '0'] = /(\d+)(?:\.(\d+))?/.exec(text) ?? [];
  return major === undefined ? null : { text, major: Number(major), minor: Number(minor) };
}
