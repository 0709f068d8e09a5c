import type { Asked, Reply } from './http-server.ts';
import { readRequest, xmlFaultOf, xmlOf } from './xmlrpc-codec.ts';

export const xmlReply = (value: unknown): Reply => ({ headers: { 'content-type': 'text/xml' }, body: xmlOf(value) });
export const faultReply = (code: number, text: string): Reply => ({
  headers: { 'content-type': 'text/xml' },
  body: xmlFaultOf(code, text),
});
export const jsonReply = (value: unknown, status = 200): Reply => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(value),
});
export const jsonError = (status: number, name: string, message: string): Reply =>
  jsonReply({ name, message, arguments: [message], context: {}, debug: 'Traceback: DEBUG' }, status);
export const pageReply = (status: number, headers: Readonly<Record<string, string>> = {}): Reply => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
  body: `<!DOCTYPE html><title>${status}</title><p>a page`,
});

/** One Odoo, seen from outside: what it answers to whom. Left out: it has no such endpoint, and answers a page. */
export interface Endpoints {
  readonly version?: () => Reply;
  readonly authenticate?: () => Reply;
  readonly execute?: (method: string, params: readonly unknown[]) => Reply;
  readonly json2?: (method: string, body: unknown) => Reply;
  readonly webVersion?: () => Reply;
}

/** What `startHttpServer` answers for such an Odoo. */
export function odooOf(endpoints: Endpoints): (asked: Asked) => Reply {
  return ({ path, body }) => {
    const missing = pageReply(404);
    if (path === '/web/version') return endpoints.webVersion?.() ?? missing;
    if (path.startsWith('/json/2/')) {
      return endpoints.json2?.(path.slice('/json/2/'.length), JSON.parse(body)) ?? missing;
    }
    const { method, params } = readRequest(body);
    if (path === '/xmlrpc/2/common') return (method === 'version' ? endpoints.version : endpoints.authenticate)?.() ?? missing;
    if (path !== '/xmlrpc/2/object' || !Array.isArray(params)) return missing;
    return endpoints.execute?.(String(params[4]), params) ?? missing;
  };
}

export const versionReply = (text: string) => () => xmlReply({ server_version: text, protocol_version: 1 });
