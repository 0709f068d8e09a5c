import { describe, expect, it } from 'vitest';
import { aClient, errorOf, someFacts } from '../testing/a-client.ts';
import { certificate, serverIdentity } from '../testing/certificates.ts';
import { startHttpServer } from '../testing/http-server.ts';
import { jsonReply } from '../testing/replies.ts';

const odoo = (identity: Parameters<typeof serverIdentity>[0]) => startHttpServer(() => jsonReply([1]), serverIdentity(identity));

const callOn = (url: string, tls: { readonly tlsCa?: string | null; readonly tlsVerify?: boolean } = {}) =>
  aClient(url, { facts: someFacts('json2'), ...tls }).call('res.partner', 'search');

describe('a certificate of an authority of one’s own', () => {
  it.each([
    ['nothing is said of it', {}],
    ['another authority is trusted', { tlsCa: certificate('another-authority') }],
  ])('is refused where %s, before the secret is sent', async (_case, tls) => {
    const server = await odoo('loopback');
    const error = await errorOf(callOn(server.url, tls));
    expect(error).toMatchObject({
      kind: 'tls',
      message: 'its certificate comes from an authority that is not trusted here.',
      workMayBeDone: false,
    });
    expect(server.asked).toEqual([]);
  });

  it('is taken where that authority is trusted, by address and by name, alone or among others', async () => {
    const server = await odoo('loopback');
    const tlsCa = certificate('authority');
    expect(await callOn(server.url, { tlsCa })).toEqual([1]);
    expect(await callOn(server.url.replace('127.0.0.1', 'localhost'), { tlsCa })).toEqual([1]);
    expect(await callOn(server.url, { tlsCa: `${certificate('another-authority')}\n${tlsCa}` })).toEqual([1]);
  });

  it('is refused for another host, whoever signed it', async () => {
    const server = await odoo('elsewhere');
    const error = await errorOf(callOn(server.url, { tlsCa: certificate('authority') }));
    expect(error).toMatchObject({ kind: 'tls', message: 'its certificate is for another host name.' });
    expect(server.asked).toEqual([]);
  });

  it('may be its own authority', async () => {
    const server = await odoo('self-signed');
    expect((await errorOf(callOn(server.url))).message).toBe('its certificate is self-signed.');
    expect(await callOn(server.url, { tlsCa: certificate('self-signed') })).toEqual([1]);
  });
});

it.each(['loopback', 'elsewhere', 'self-signed'] as const)('unverified, the certificate "%s" is taken', async (identity) => {
  const server = await odoo(identity);
  const client = aClient(server.url, { facts: someFacts('json2'), tlsVerify: false });
  expect(await client.call('res.partner', 'search')).toEqual([1]);
  expect(client.connection.tlsVerify).toBe(false);
});

it('what one connection trusts no other does', async () => {
  const server = await odoo('loopback');
  expect(await callOn(server.url, { tlsCa: certificate('authority') })).toEqual([1]);
  expect(await callOn(server.url, { tlsVerify: false })).toEqual([1]);
  expect((await errorOf(callOn(server.url))).kind).toBe('tls');
});
