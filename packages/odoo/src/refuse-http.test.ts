import { describe, expect, it } from 'vitest';
import type { TransportName } from './client.ts';
import { aClient, errorOf, someFacts } from './testing/a-client.ts';
import { startHttpServer } from './testing/http-server.ts';
import { type Endpoints, jsonReply, odooOf, pageReply, versionReply, xmlReply } from './testing/replies.ts';

const wires: readonly TransportName[] = ['xmlrpc', 'json2'];

describe.each(wires)('by %s, a page', (wire) => {
  it.each([
    [429, 'busy', false],
    [502, 'busy', true],
    [503, 'busy', true],
    [504, 'busy', true],
    [500, 'server_error', true],
    [401, 'not_odoo', false],
    [403, 'not_odoo', false],
    [413, 'not_odoo', false],
    [400, 'not_odoo', false],
  ])('of status %i is %s', async (status, kind, workMayBeDone) => {
    const server = await startHttpServer(() => pageReply(status));
    const error = await errorOf(aClient(server.url, { facts: someFacts(wire) }).call('m', 'f'));
    expect(error).toMatchObject({ kind, httpStatus: status, workMayBeDone });
  });

  it('of status 200 is not Odoo', async () => {
    const server = await startHttpServer(() => pageReply(200));
    const error = await errorOf(aClient(server.url, { facts: someFacts(wire) }).call('m', 'f'));
    expect(error).toMatchObject({ kind: 'not_odoo', message: 'the answer is a web page.', workMayBeDone: true });
  });

  it.each([301, 302, 307, 308])('of status %i is not followed, and told by its host alone', async (status) => {
    const elsewhere = await startHttpServer(() => jsonReply(1));
    const server = await startHttpServer(() => pageReply(status, { location: `${elsewhere.url}/path?token=canary` }));
    const error = await errorOf(aClient(server.url, { facts: someFacts(wire) }).call('m', 'f'));
    expect(error).toMatchObject({ kind: 'not_odoo', httpStatus: status, message: expect.stringContaining(elsewhere.url) });
    expect(error.message).not.toContain('canary');
    expect(elsewhere.asked).toEqual([]);
  });

  it.each([{}, { location: 'http://' }])('that redirects to nowhere (%j) is not Odoo', async (headers) => {
    const server = await startHttpServer(() => pageReply(302, headers));
    const error = await errorOf(aClient(server.url, { facts: someFacts(wire) }).call('m', 'f'));
    expect(error).toMatchObject({ kind: 'not_odoo', message: expect.stringContaining('nowhere') });
  });
});

describe('a redirect to another host', () => {
  it.each<[string, string, Endpoints]>([
    ['when the version is asked', '/xmlrpc/2/common', {}],
    ['when the version is asked by HTTP', '/web/version', {}],
    ['when the key is tried', '/json/2/res.users/context_get', { version: versionReply('19.0') }],
    ['when we sign in', '/xmlrpc/2/common', { version: versionReply('18.0') }],
    ['when we work', '/xmlrpc/2/object', { version: versionReply('18.0'), authenticate: () => xmlReply(5) }],
  ])('%s ends there: the secret does not go along', async (_case, path, endpoints) => {
    const elsewhere = await startHttpServer(() => xmlReply([1]));
    const here = odooOf(endpoints);
    const server = await startHttpServer((asked) => {
      const answer = here(asked);
      const isMissing = asked.path === path && answer.status === 404;
      return isMissing ? pageReply(307, { location: `${elsewhere.url}${path}` }) : answer;
    });
    const error = await errorOf(aClient(server.url).call('res.partner', 'search'));
    expect(error).toMatchObject({ kind: 'not_odoo', httpStatus: 307 });
    expect(server.asked.at(-1)?.path).toBe(path);
    expect(elsewhere.sockets).toBe(0);
  });
});

describe('a proxy that answers JSON', () => {
  it.each([429, 502, 503, 504])('with status %i is busy', async (status) => {
    const server = await startHttpServer(() => jsonReply({ name: 'x', message: 'y' }, status));
    expect((await errorOf(aClient(server.url, { facts: someFacts('json2') }).call('m', 'f'))).kind).toBe('busy');
  });

  it('in a form that is not ours is told by its status', async () => {
    const server = await startHttpServer(() => jsonReply({ error: 'x' }, 500));
    expect((await errorOf(aClient(server.url, { facts: someFacts('json2') }).call('m', 'f'))).kind).toBe('server_error');
  });
});

describe('a 404 page of JSON-2', () => {
  const callWith = async (endpoints: Parameters<typeof odooOf>[0]) => {
    const server = await startHttpServer(odooOf(endpoints));
    return errorOf(aClient(server.url, { transport: 'json2', facts: someFacts('json2') }).call('m', 'f'));
  };

  it('means a database that is not there, where Odoo tells its version', async () => {
    expect(await callWith({ version: versionReply('19.0') })).toMatchObject({
      kind: 'wrong_database',
      message: 'there is no database "central".',
    });
  });

  it('means a version without JSON-2, where that is older', async () => {
    expect((await callWith({ version: versionReply('18.0') })).kind).toBe('unsupported');
  });

  it('means no Odoo, where nothing tells a version', async () => {
    expect((await callWith({})).kind).toBe('not_odoo');
  });
});

describe('a URL', () => {
  it.each(['not a url', 'ftp://odoo.example', 'https://user:canary@odoo.example', ''])('%j is refused', async (url) => {
    const made = errorOf(Promise.resolve().then(() => aClient(url)));
    await expect(made).resolves.toMatchObject({ kind: 'invalid_argument' });
    expect(String(await made)).not.toContain('canary');
  });

  it('of any page of Odoo will do', async () => {
    const server = await startHttpServer(odooOf({ version: versionReply('19.0') }));
    await aClient(`${server.url}/odoo/action-1?x=1#menu`).version();
    expect(server.asked[0]?.path).toBe('/xmlrpc/2/common');
  });
});
