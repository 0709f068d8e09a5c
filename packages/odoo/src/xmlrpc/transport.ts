import type { OdooValue } from '../client.ts';
import { xmlRpcFault } from '../fault.ts';
import type { Answer } from '../http/exchange.ts';
import { refuseHttp } from '../refuse-http.ts';
import type { Transport, WireCall } from '../transport.ts';
import type { CallName, Wire } from '../wire.ts';
import { createXmlRpcDecoder, type XmlRpcAnswer, XmlRpcDecodeError } from './decode.ts';
import { encodeMethodCall } from './encode.ts';

/** Arguments that go by position: `create` takes no keyword for its values, the others were measured so. The rest go by name. */
const positional: Readonly<Record<string, readonly string[]>> = {
  create: ['vals_list'],
  load: ['fields', 'data'],
  search: ['domain'],
  search_count: ['domain'],
  search_read: ['domain'],
  write: ['vals'],
};

/** XML-RPC: `/xmlrpc/2/common` to sign in, `/xmlrpc/2/object` to work (Odoo 14 to 21). */
export function xmlRpcTransport(wire: Wire): Transport {
  const { database, login, secret } = wire.connection;
  return {
    async authenticate(signal) {
      const uid = await sendXmlRpc(wire, 'common', 'authenticate', [database, login, secret, {}], signal, {
        model: null,
        method: 'authenticate',
      });
      if (typeof uid === 'number' && uid > 0) return uid;
      throw wire.error('wrong_login', 'the login or its secret is refused.', { model: null, method: 'authenticate' });
    },

    call({ model, method, ids, named, context, signal }, uid) {
      const { positions, keywords } = argumentsOf({ method, ids, named, context });
      const params = [database, uid, secret, model, method, positions, keywords];
      return sendXmlRpc(wire, 'object', 'execute_kw', params, signal, { model, method });
    },
  };
}

function argumentsOf({ method, ids, named, context }: Pick<WireCall, 'method' | 'ids' | 'named' | 'context'>) {
  const names = (positional[method] ?? []).filter((name) => name in named);
  const rest = Object.entries(named).filter(([name]) => !names.includes(name));
  const positions: OdooValue[] = [...(ids === null ? [] : [ids]), ...names.map((name) => named[name] ?? null)];
  const keywords = Object.fromEntries(context === null ? rest : [...rest, ['context', context]]);
  return { positions, keywords };
}

/** Sends one XML-RPC request and gives its value. Throws `OdooError`. */
export async function sendXmlRpc(
  wire: Wire,
  service: 'common' | 'object',
  method: string,
  params: readonly OdooValue[],
  signal: AbortSignal | null,
  name: CallName,
): Promise<unknown> {
  const request = {
    method: 'POST' as const,
    url: new URL(`/xmlrpc/2/${service}`, wire.connection.url).href,
    headers: { 'content-type': 'text/xml; charset=utf-8' },
    body: encodeMethodCall(method, params),
  };
  const answer = await wire.send(name, request, signal, async (head) => {
    if (head.status !== 200) throw await refuseHttp(wire, head, name);
    return decode(wire, head, name);
  });
  if (answer.kind === 'fault') throw wire.fault(xmlRpcFault(answer.code, answer.text), name, { faultCode: answer.code });
  return answer.value;
}

async function decode(wire: Wire, head: Answer, name: CallName): Promise<XmlRpcAnswer> {
  const decoder = createXmlRpcDecoder();
  try {
    for await (const chunk of head.chunks) decoder.write(chunk);
    return decoder.finish();
  } catch (error) {
    if (!(error instanceof XmlRpcDecodeError)) throw error;
    const what = /html/i.test(head.contentType) ? 'the answer is a web page.' : `the answer is not XML-RPC: ${error.message}.`;
    throw wire.error('not_odoo', what, name, { httpStatus: head.status, workMayBeDone: true });
  }
}
