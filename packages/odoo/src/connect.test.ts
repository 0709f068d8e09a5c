import { describe, expect, it } from 'vitest';
import type { TransportChoice } from './client.ts';
import { connectionFactsSchema } from './discover.ts';
import { aClient, errorOf, someFacts } from './testing/a-client.ts';
import { startHttpServer } from './testing/http-server.ts';
import {
  type Endpoints,
  faultReply,
  jsonError,
  jsonReply,
  odooOf,
  pageReply,
  versionReply,
  xmlReply,
} from './testing/replies.ts';

const keyRefused = () => jsonError(401, 'werkzeug.exceptions.Unauthorized', 'Invalid apikey');
const uidBy = { json2: () => jsonReply({ lang: 'en_US', tz: 'UTC', uid: 9 }), authenticate: () => xmlReply(5) };

const paths = { common: '/xmlrpc/2/common', object: '/xmlrpc/2/object', contextGet: '/json/2/res.users/context_get' };

async function connectTo(endpoints: Endpoints, transport: TransportChoice = 'auto', secret = 'the-secret') {
  const server = await startHttpServer(odooOf(endpoints));
  const client = aClient(server.url, { transport, secret });
  return { server, client, paths: () => server.asked.map(({ path }) => path) };
}

describe('discovery', () => {
  it('finds JSON-2 where Odoo is 19 and takes the secret as a key', async () => {
    const { client, paths: asked, server } = await connectTo({ version: versionReply('19.0'), ...uidBy });
    expect(await client.connect()).toEqual({ version: { text: '19.0', major: 19, minor: 0 }, transport: 'json2', uid: 9 });
    expect(asked()).toEqual([paths.common, paths.contextGet]);
    expect(server.asked[1]?.headers).toMatchObject({ authorization: 'bearer the-secret', 'x-odoo-database': 'central' });
  });

  it('falls back to XML-RPC where the secret is a password', async () => {
    const { client, paths: asked } = await connectTo({ version: versionReply('19.0'), ...uidBy, json2: keyRefused });
    expect(await client.connect()).toMatchObject({ transport: 'xmlrpc', uid: 5 });
    expect(asked()).toEqual([paths.common, paths.contextGet, paths.common]);
  });

  it.each(['pässwörd', '密码', 'two words', ''])('does not send %j, which no key is, as one', async (secret) => {
    const { client, paths: asked } = await connectTo({ version: versionReply('19.0'), ...uidBy }, 'auto', secret);
    expect(await client.connect()).toMatchObject({ transport: 'xmlrpc', uid: 5 });
    expect(asked()).toEqual([paths.common, paths.common]);
  });

  it('takes XML-RPC before 19, and where it is chosen', async () => {
    const before = await connectTo({ version: versionReply('18.0'), ...uidBy });
    expect(await before.client.connect()).toMatchObject({ transport: 'xmlrpc', uid: 5 });
    const chosen = await connectTo({ version: versionReply('19.0'), ...uidBy }, 'xmlrpc');
    expect(await chosen.client.connect()).toMatchObject({ transport: 'xmlrpc', uid: 5 });
    expect(chosen.paths()).toEqual([paths.common, paths.common]);
  });

  it('gives facts that can be stored and read back', async () => {
    const { client } = await connectTo({ version: versionReply('saas~18.2'), ...uidBy });
    const facts = await client.connect();
    expect(connectionFactsSchema.parse(JSON.parse(JSON.stringify(facts)))).toEqual(facts);
  });

  it('goes by HTTP where XML-RPC is gone', async () => {
    const { client, paths: asked } = await connectTo({ webVersion: () => jsonReply({ version: '22.0' }), json2: uidBy.json2 });
    expect(await client.connect()).toMatchObject({ transport: 'json2', uid: 9 });
    expect(asked()).toEqual([paths.common, '/web/version', paths.contextGet]);
  });
});

describe('discovery ends', () => {
  const version = versionReply('19.0');
  const webVersion = () => jsonReply({ version: '22.0' });
  const noDatabase = () =>
    faultReply(1, 'Traceback (most recent call last):\n  x\nOperationalError: FATAL:  database "central" does not exist\n');

  it.each<[string, Endpoints, TransportChoice, string]>([
    ['JSON-2 chosen, before 19', { version: versionReply('18.0'), ...uidBy }, 'json2', 'unsupported'],
    ['JSON-2 chosen, no key', { version, ...uidBy, json2: keyRefused }, 'json2', 'wrong_login'],
    ['neither key nor password', { version, json2: keyRefused, authenticate: () => xmlReply(false) }, 'auto', 'wrong_login'],
    ['no key, and XML-RPC is gone', { webVersion, json2: keyRefused }, 'auto', 'wrong_login'],
    ['XML-RPC chosen, and gone', { webVersion, ...uidBy }, 'xmlrpc', 'unsupported'],
    ['no such database, by XML-RPC', { version, authenticate: noDatabase }, 'xmlrpc', 'wrong_database'],
    ['no such database, by JSON-2', { version }, 'json2', 'wrong_database'],
    ['no Odoo', {}, 'auto', 'not_odoo'],
    ['an answer without a user', { version, json2: () => jsonReply({ lang: 'en_US' }) }, 'json2', 'not_odoo'],
    ['a user that is none', { version, authenticate: () => xmlReply('nine') }, 'xmlrpc', 'not_odoo'],
    ['a proxy that is busy', { version: () => pageReply(503) }, 'auto', 'busy'],
  ])('%s', async (_case, endpoints, transport, kind) => {
    const { client } = await connectTo(endpoints, transport);
    expect((await errorOf(client.connect())).kind).toBe(kind);
  });

  it('without knowledge, and the next call asks again', async () => {
    let refuses = true;
    const { client } = await connectTo({ version, json2: () => (refuses ? pageReply(502) : uidBy.json2()) });
    expect((await errorOf(client.connect())).kind).toBe('busy');
    refuses = false;
    expect(await client.connect()).toMatchObject({ uid: 9 });
  });
});

describe('what is known is not asked', () => {
  it('by connect, with facts', async () => {
    const server = await startHttpServer(odooOf({}));
    const facts = someFacts('xmlrpc');
    expect(await aClient(server.url, { facts }).connect()).toEqual(facts);
    expect(server.asked).toEqual([]);
  });

  it('by a call, with facts', async () => {
    const server = await startHttpServer(odooOf({ execute: () => xmlReply([1]) }));
    expect(await aClient(server.url, { facts: someFacts('xmlrpc') }).call('m', 'f')).toEqual([1]);
    expect(server.asked.map(({ path }) => path)).toEqual([paths.object]);
  });

  it('by a second call, or by several at once', async () => {
    const { client, paths: asked } = await connectTo({ version: versionReply('18.0'), ...uidBy, execute: () => xmlReply([1]) });
    await Promise.all([client.connect(), client.call('m', 'f'), client.call('m', 'f')]);
    await client.call('m', 'f');
    expect(asked().filter((path) => path === paths.common)).toHaveLength(2);
    expect(client.callCount).toBe(5);
  });

  it('but facts of a wire that is no longer chosen are', async () => {
    const server = await startHttpServer(odooOf({ version: versionReply('19.0'), ...uidBy, execute: () => xmlReply([1]) }));
    const client = aClient(server.url, { transport: 'xmlrpc', facts: someFacts('json2') });
    expect(await client.call('m', 'f')).toEqual([1]);
    expect(await client.connect()).toMatchObject({ transport: 'xmlrpc', uid: 5 });
  });
});

describe('stored facts that are wrong are asked for anew', () => {
  const denied = () => faultReply(3, 'Access Denied');

  it('where the user has another id', async () => {
    const server = await startHttpServer(
      odooOf({
        version: versionReply('18.0'),
        ...uidBy,
        execute: (_method, params) => (params[1] === 5 ? xmlReply([1]) : denied()),
      }),
    );
    const client = aClient(server.url, { facts: someFacts('xmlrpc') });
    expect(await client.call('m', 'f')).toEqual([1]);
    expect(await client.connect()).toMatchObject({ uid: 5 });
  });

  it('where the key has given way to a password', async () => {
    const server = await startHttpServer(
      odooOf({ version: versionReply('19.0'), ...uidBy, json2: keyRefused, execute: () => xmlReply([1]) }),
    );
    expect(await aClient(server.url, { facts: someFacts('json2') }).call('m', 'f')).toEqual([1]);
  });

  it('where the version has JSON-2 no more', async () => {
    const server = await startHttpServer(
      odooOf({ version: versionReply('18.0'), authenticate: uidBy.authenticate, execute: () => xmlReply([1]) }),
    );
    expect(await aClient(server.url, { facts: someFacts('json2') }).call('m', 'f')).toEqual([1]);
  });

  it('where XML-RPC is gone', async () => {
    const json2 = (method: string) => (method === 'm/f' ? jsonReply([1]) : uidBy.json2());
    const server = await startHttpServer(odooOf({ webVersion: () => jsonReply({ version: '22.0' }), json2 }));
    expect(await aClient(server.url, { facts: someFacts('xmlrpc') }).call('m', 'f')).toEqual([1]);
  });

  it('once, for all calls that were refused side by side', async () => {
    const server = await startHttpServer(
      odooOf({
        version: versionReply('18.0'),
        ...uidBy,
        execute: (_method, params) => (params[1] === 5 ? xmlReply([1]) : denied()),
      }),
    );
    const client = aClient(server.url, { facts: someFacts('xmlrpc') });
    expect(await Promise.all([1, 2, 3].map(() => client.call('m', 'f')))).toEqual([[1], [1], [1]]);
    expect(server.asked.filter(({ path }) => path === paths.common)).toHaveLength(2);
  });

  it('once: a secret that is refused again is wrong', async () => {
    const server = await startHttpServer(
      odooOf({ version: versionReply('18.0'), authenticate: () => xmlReply(false), execute: denied }),
    );
    expect((await errorOf(aClient(server.url, { facts: someFacts('xmlrpc') }).call('m', 'f'))).kind).toBe('wrong_login');
    expect(server.asked).toHaveLength(3);
  });

  it('but not where the call may have done its work', async () => {
    const server = await startHttpServer(odooOf({ version: versionReply('18.0'), ...uidBy, execute: () => pageReply(502) }));
    expect((await errorOf(aClient(server.url, { facts: someFacts('xmlrpc') }).call('m', 'f'))).kind).toBe('busy');
    expect(server.asked).toHaveLength(1);
  });

  it('nor where they were asked for just now', async () => {
    const server = await startHttpServer(odooOf({ version: versionReply('18.0'), ...uidBy, execute: denied }));
    expect((await errorOf(aClient(server.url).call('m', 'f'))).kind).toBe('wrong_login');
    expect(server.asked).toHaveLength(3);
  });
});
