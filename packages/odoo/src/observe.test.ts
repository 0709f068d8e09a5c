import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { ObservedCall, ObservedEnd } from './observe.ts';
import { aClient, errorOf, someFacts } from './testing/a-client.ts';
import { startHttpServer } from './testing/http-server.ts';
import { faultReply, jsonError, jsonReply, odooOf, xmlReply } from './testing/replies.ts';

/** An observer, and all that it has heard. */
function anObserver() {
  const heard: (ObservedCall & ObservedEnd)[] = [];
  return { heard, observe: (call: ObservedCall) => (end: ObservedEnd) => void heard.push({ ...call, ...end }) };
}

describe('an observer', () => {
  it('hears of sign-in and call, with their bytes, by XML-RPC', async () => {
    const { heard, observe } = anObserver();
    const asked: number[] = [];
    const odoo = odooOf({
      version: () => xmlReply({ server_version: '18.0' }),
      authenticate: () => xmlReply(7),
      execute: () => xmlReply(3),
    });
    const server = await startHttpServer((request) => {
      asked.push(Buffer.byteLength(request.body));
      return odoo(request);
    });
    await aClient(server.url, { observe }).call('res.partner', 'search_count', { named: { domain: [] } });
    expect(heard.map(({ model, method, transport, outcome }) => [model, method, transport, outcome])).toEqual([
      [null, 'version', 'xmlrpc', 'ok'],
      [null, 'authenticate', 'xmlrpc', 'ok'],
      ['res.partner', 'search_count', 'xmlrpc', 'ok'],
    ]);
    expect(heard.map(({ sentBytes }) => sentBytes)).toEqual(asked);
    expect(heard[2]?.receivedBytes).toBe(Buffer.byteLength(String(xmlReply(3).body)));
    expect(JSON.stringify(heard)).not.toContain('the-secret');
  });

  it('counts what went over the line, not what it unpacks to', async () => {
    const { heard, observe } = anObserver();
    const body = gzipSync(JSON.stringify('x'.repeat(50_000)));
    const server = await startHttpServer(() => ({
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      body,
    }));
    await aClient(server.url, { observe, facts: someFacts('json2') }).call('res.partner', 'read');
    expect(gunzipSync(body).byteLength).toBeGreaterThan(50_000);
    expect(heard[0]).toMatchObject({ transport: 'json2', attempt: 1, receivedBytes: body.byteLength });
  });

  it.each([
    ['a fault', 'xmlrpc', odooOf({ execute: () => faultReply(2, 'No.') }), 'rejected'],
    ['an error', 'json2', odooOf({ json2: () => jsonError(403, 'odoo.exceptions.AccessError', 'No.') }), 'access_denied'],
  ] as const)('hears of %s by %s as what it is', async (_, transport, odoo, outcome) => {
    const { heard, observe } = anObserver();
    const server = await startHttpServer(odoo);
    await errorOf(aClient(server.url, { observe, facts: someFacts(transport) }).call('sale.order', 'write'));
    expect(heard).toMatchObject([{ model: 'sale.order', method: 'write', outcome }]);
  });

  it('hears that a call was repeated with facts asked anew', async () => {
    const { heard, observe } = anObserver();
    let tries = 0;
    const server = await startHttpServer(
      odooOf({
        version: () => xmlReply({ server_version: '19.0' }),
        json2: (method) => {
          if (method.endsWith('context_get')) return jsonReply({ uid: 9 });
          tries += 1;
          return tries === 1 ? jsonError(401, 'werkzeug.exceptions.Unauthorized', 'Invalid apikey') : jsonReply([]);
        },
      }),
    );
    await aClient(server.url, { observe, facts: someFacts('json2') }).call('res.partner', 'search');
    expect(heard.filter(({ method }) => method === 'search').map(({ attempt, outcome }) => [attempt, outcome])).toEqual([
      [1, 'wrong_login'],
      [2, 'ok'],
    ]);
  });
});
