import type { OdooValue } from '../client.ts';
import { xmlRpcFault } from '../fault.ts';
import type { Answer } from '../http/exchange.ts';
import { observed } from '../observe.ts';
import { refuseHttp } from '../refuse-http.ts';
import type { CallName, Wire } from '../wire.ts';
import { createXmlRpcDecoder, type XmlRpcAnswer } from './decode.ts';
import { XmlRpcDecodeError } from './decode-error.ts';
import { encodeMethodCall } from './encode.ts';

/** Sends one XML-RPC request and gives its value. The parameters have passed `refuseUnsendable`. Throws `OdooError`. */
export async function sendXmlRpc(
  wire: Wire,
  service: 'common' | 'object',
  method: string,
  params: readonly OdooValue[],
  signal: AbortSignal | null,
  name: CallName,
  attempt = 1,
): Promise<unknown> {
  return observed(wire.observe, { model: name.model, method: name.method, transport: 'xmlrpc', attempt }, async (meter) => {
    const request = {
      method: 'POST' as const,
      url: wire.urlOf(`/xmlrpc/2/${service}`),
      headers: { 'content-type': 'text/xml; charset=utf-8' },
      body: encodeMethodCall(method, params),
      meter,
    };
    const answer = await wire.send(name, request, signal, async (head) => {
      if (head.status !== 200) throw refuseHttp(wire, head, name);
      return decode(wire, head, name);
    });
    if (answer.kind === 'fault') throw wire.fault(xmlRpcFault(answer.code, answer.text), name, { faultCode: answer.code });
    return answer.value;
  });
}

async function decode(wire: Wire, answer: Answer, name: CallName): Promise<XmlRpcAnswer> {
  const decoder = createXmlRpcDecoder();
  try {
    for await (const chunk of answer.chunks) decoder.write(chunk);
    return decoder.finish();
  } catch (error) {
    if (!(error instanceof XmlRpcDecodeError)) throw error;
    const what = /html/i.test(answer.contentType) ? 'the answer is a web page.' : `the answer is not XML-RPC: ${error.message}.`;
    throw wire.error('not_odoo', what, name, { httpStatus: answer.status, workMayBeDone: true });
  }
}
