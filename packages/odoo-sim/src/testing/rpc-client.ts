import { createRequire } from 'node:module';
import { Readable } from 'node:stream';
import type { OdooDatabase } from '../orm/database.ts';
import type { WireStruct, WireValue } from '../orm/value.ts';
import type { OdooSim } from '../sim.ts';

// The `xmlrpc` package reads and writes here what the stand-in's own codec writes and reads.
const require = createRequire(import.meta.url);
const { serializeMethodCall } = require('xmlrpc/lib/serializer.js') as {
  serializeMethodCall: (method: string, params: unknown[]) => string;
};
const Deserializer = require('xmlrpc/lib/deserializer.js') as new () => {
  deserializeMethodResponse: (stream: NodeJS.ReadableStream, done: (error: unknown, value: unknown) => void) => void;
};

/** A fault as XML-RPC tells it. */
export class Fault extends Error {
  readonly code: number;

  constructor(code: number, text: string) {
    super(text);
    this.code = code;
  }

  /** What is left when the traceback is cut. */
  get lastLine(): string {
    return this.message.trimEnd().split('\n').at(-1) ?? '';
  }
}

/** One XML-RPC request over HTTP. Throws `Fault`. */
export async function xmlRpc(sim: OdooSim, service: 'common' | 'object', method: string, params: unknown[]): Promise<WireValue> {
  const response = await fetch(`${sim.url}/xmlrpc/2/${service}`, { method: 'POST', body: serializeMethodCall(method, params) });
  return decodeResponse(await response.text());
}

/** Reads an XML-RPC answer. Throws `Fault`. */
export function decodeResponse(xml: string): Promise<WireValue> {
  return new Promise((resolve, reject) => {
    new Deserializer().deserializeMethodResponse(Readable.from([xml]), (error, value) => {
      if (!error) resolve(value as WireValue);
      else if (typeof error === 'object' && 'faultCode' in error && 'faultString' in error) {
        reject(new Fault(Number(error.faultCode), String(error.faultString)));
      } else reject(error);
    });
  });
}

export type Call = (model: string, method: string, args?: WireValue[], kwargs?: WireStruct) => Promise<WireValue>;

/** `execute_kw` as a user of a database, the service user unless another is named. */
export function callerOf(
  sim: OdooSim,
  database: OdooDatabase,
  login = database.side === 'central' ? 'sync_central' : 'sync_branch',
): Call {
  const user = database.users.find((one) => one.login === login);
  return (model, method, args = [], kwargs = {}) =>
    xmlRpc(sim, 'object', 'execute_kw', [database.name, user?.id, user?.password, model, method, args, kwargs]);
}

/** A JSON-2 request; gives status and parsed body, or the text where it is no JSON. */
export async function json2(
  sim: OdooSim,
  database: string,
  path: string,
  body: WireStruct,
  key = `demo-api-key-${database}`,
): Promise<{ status: number; body: WireValue }> {
  const response = await fetch(`${sim.url}/json/2/${path}`, {
    method: 'POST',
    headers: { authorization: `bearer ${key}`, 'x-odoo-database': database, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json');
  return { status: response.status, body: isJson ? (JSON.parse(text) as WireValue) : text };
}
