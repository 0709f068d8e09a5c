import { describe, expect, it } from 'vitest';
import { float, idList, integer, many2one, moment, text } from './record.ts';
import { aClient, errorOf, someFacts } from './testing/a-client.ts';
import { startHttpServer } from './testing/http-server.ts';
import { json2Recording, recording } from './testing/recordings.ts';
import { odooOf, versionReply } from './testing/replies.ts';

/** A client that is given one recorded answer, whatever it asks. */
async function answeredByXml(name: string) {
  const reply = { headers: { 'content-type': 'text/xml' }, body: recording(`${name}.response.xml`) };
  const server = await startHttpServer(() => reply);
  return aClient(server.url, { transport: 'xmlrpc', facts: someFacts('xmlrpc') });
}

async function answeredByJson(name: string) {
  const { reply } = json2Recording(name);
  const others = odooOf({ version: versionReply('19.0') });
  const server = await startHttpServer((asked) => (asked.path.startsWith('/json/2/') ? reply : others(asked)));
  return { server, client: aClient(server.url, { transport: 'json2', facts: someFacts('json2') }) };
}

describe('what a real Odoo 19 answered over XML-RPC', () => {
  it.each([
    ['fault-access-denied', 'wrong_login'],
    ['fault-access-error', 'access_denied'],
    ['fault-missing', 'missing'],
    ['fault-unknown-field', 'unknown_field'],
    ['fault-unknown-model', 'unknown_model'],
    ['fault-validation', 'rejected'],
    ['authenticate-no-database', 'wrong_database'],
  ])('%s is %s, without a traceback', async (name, kind) => {
    const client = await answeredByXml(name);
    const error = await errorOf(client.call('res.partner', 'read'));
    expect(error.kind).toBe(kind);
    expect(error.message).not.toContain('Traceback');
  });

  it('rows of POS orders come as shapes say: false is null, times are Odoo’s own text', async () => {
    const client = await answeredByXml('search_read-orders');
    const shape = { id: integer(), amount_total: float(), partner_id: many2one(), lines: idList(), write_date: moment() };
    const rows = await client.searchRead('pos.order', shape, { domain: [] });
    expect(rows).toHaveLength(3);
    expect(rows[0]).toEqual({
      id: 1,
      amount_total: 108.48,
      partner_id: null,
      lines: [1, 2, 3],
      write_date: '2026-11-24 12:23:41',
    });
  });

  it('a batch that load refuses names the record, its rows and the field', async () => {
    const client = await answeredByXml('load-bad-row');
    const result = await client.load('sale.order', ['id'], [['x']], {});
    expect(result.ok).toBe(false);
    expect(result.messages[0]).toMatchObject({
      type: 'error',
      record: expect.any(Number),
      rows: { from: expect.any(Number), to: expect.any(Number) },
      message: expect.stringContaining('No matching record found'),
    });
  });
});

describe('what a real Odoo 19 answered over JSON-2', () => {
  it.each([
    ['json2-unauthorized', 'wrong_login'],
    ['json2-forbidden', 'access_denied'],
    ['json2-missing', 'missing'],
    ['json2-unknown-field', 'unknown_field'],
    ['json2-unknown-model', 'unknown_model'],
    ['json2-validation', 'rejected'],
    ['json2-no-database', 'wrong_database'],
  ])('%s is %s, without a traceback', async (name, kind) => {
    const { client } = await answeredByJson(name);
    const error = await errorOf(client.call('res.partner', 'read'));
    expect(error.kind).toBe(kind);
    expect(error.message).not.toContain('traceback');
  });

  it('asks as the recorded request did, and reads the rows', async () => {
    const { path, body } = json2Recording('json2-ok');
    const { client, server } = await answeredByJson('json2-ok');
    const shape = { id: integer(), name: text(), taxes_id: idList() };
    const options = { domain: [['name', 'like', 'brûlée']], limit: 2 };
    const rows = await client.searchRead('product.product', shape, options);
    expect(rows[0]).toEqual({ id: 307, name: 'Article 017 — crème brûlée & <tea>', taxes_id: [55] });
    const [asked] = server.asked;
    expect(asked?.path).toBe(path);
    expect(JSON.parse(asked?.body ?? '')).toMatchObject({ ...(body as object), fields: ['id', 'name', 'taxes_id'] });
  });
});
