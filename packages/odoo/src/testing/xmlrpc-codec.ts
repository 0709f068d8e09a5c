import { createRequire } from 'node:module';
import { Readable } from 'node:stream';
import { createXmlRpcDecoder } from '../xmlrpc/decode.ts';

const require = createRequire(import.meta.url);

interface Serializer {
  serializeMethodResponse(value: unknown): string;
  serializeFault(fault: { readonly faultCode: number; readonly faultString: string }): string;
}
interface DeserializerConstructor {
  new (): {
    deserializeMethodResponse(stream: Readable, callback: (error: unknown, value: unknown) => void): void;
  };
}
const serializer = require('xmlrpc/lib/serializer') as Serializer;
const Deserializer = require('xmlrpc/lib/deserializer') as DeserializerConstructor;

/** An answer as `xmlrpc` writes it. */
export const xmlOf = (value: unknown): string => serializer.serializeMethodResponse(value);
export const xmlFaultOf = (faultCode: number, faultString: string): string =>
  serializer.serializeFault({ faultCode, faultString });

/** An answer as `xmlrpc` reads it. */
export function readByXmlrpc(xml: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    new Deserializer().deserializeMethodResponse(Readable.from([xml]), (error, value) =>
      error ? reject(error) : resolve(value),
    );
  });
}

/** An answer as our decoder reads it, cut into pieces of the given lengths (the last is what remains). */
export function decode(xml: string, lengths: readonly number[] = [], maxValues?: number) {
  const decoder = createXmlRpcDecoder(maxValues);
  let rest = xml;
  for (const length of lengths) {
    decoder.write(rest.slice(0, length));
    rest = rest.slice(length);
  }
  decoder.write(rest);
  return decoder.finish();
}

/** A request's method and parameters. */
export function readRequest(xml: string): { readonly method: string; readonly params: unknown } {
  const method = /<methodName>([^<]*)<\/methodName>/.exec(xml)?.[1] ?? '';
  // Its parameters as the list that one answer holds; in text, these tags would be escaped.
  const list = xml
    .slice(xml.indexOf('<params'))
    .replace('</methodCall>', '')
    .replaceAll(/<\/?param>/g, '')
    .replace(/<params\/>|<params>/, '<methodResponse><params><param><value><array><data>')
    .replace(/<\/params>|$/, '</data></array></value></param></params></methodResponse>')
    .trimEnd();
  const answer = decode(list);
  return { method, params: answer.kind === 'value' ? answer.value : null };
}
