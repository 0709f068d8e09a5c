import { audit } from '@branch-sync/db';
import { describe, expect, it } from 'vitest';
import { aCentralInput, anApi, anyNumberOfRequests } from './an-api.ts';

type Proxies = (typeof anyNumberOfRequests)['trustedProxies'];

/** The address that the audit has for a request which comes over a connection from `peer`. */
async function addressTold(trustedProxies: Proxies, peer: string, forwardedFor: string): Promise<string | null | undefined> {
  const api = await anApi({ http: { ...anyNumberOfRequests, trustedProxies } });
  const headers = { authorization: `Bearer ${api.keys.admin}`, 'x-forwarded-for': forwardedFor };
  const payload = aCentralInput();
  const answer = await api.app.inject({ method: 'PUT', url: '/api/central', remoteAddress: peer, headers, payload });
  expect(answer.statusCode, answer.body).toBe(200);
  const entries = await api.database.db.select().from(audit);
  return entries.find(({ action }) => action.startsWith('central.'))?.address;
}

describe('the address of a client', () => {
  it.each<[what: string, Proxies, peer: string, forwardedFor: string, told: string]>([
    ['is the connection’s where no proxy is trusted', null, '203.0.113.5', '198.51.100.1', '203.0.113.5'],
    [
      'is the connection’s where it comes from elsewhere than a trusted proxy',
      ['10.0.0.0/8'],
      '203.0.113.5',
      '198.51.100.1',
      '203.0.113.5',
    ],
    ['is what a trusted proxy says', ['10.0.0.0/8'], '10.0.0.2', '198.51.100.1', '198.51.100.1'],
    [
      'is what a trusted proxy says last, whatever the client said before',
      ['loopback'],
      '127.0.0.1',
      '1.1.1.1, 198.51.100.1',
      '198.51.100.1',
    ],
    [
      'is behind all proxies that are trusted',
      ['loopback', '10.0.0.2'],
      '127.0.0.1',
      '1.1.1.1, 198.51.100.1, 10.0.0.2',
      '198.51.100.1',
    ],
    [
      'is counted from our end where a number of proxies is trusted',
      2,
      '192.0.2.1',
      '1.1.1.1, 198.51.100.1, 192.0.2.2',
      '198.51.100.1',
    ],
    ['is known of a proxy whose IPv4 address comes as IPv6', ['10.0.0.2'], '::ffff:10.0.0.2', '198.51.100.1', '198.51.100.1'],
  ])('%s', async (_, proxies, peer, forwardedFor, told) => {
    expect(await addressTold(proxies, peer, forwardedFor)).toBe(told);
  });
});

describe('what a proxy says of host and protocol', () => {
  it.each<[Proxies]>([[null], [['loopback']], [1]])('lets nobody pass for our own page (trusted: %j)', async (trustedProxies) => {
    const api = await anApi({ http: { ...anyNumberOfRequests, trustedProxies } });
    const signedIn = await api.app.inject({
      ...{ method: 'POST', url: '/sign-in', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      payload: new URLSearchParams({ key: api.keys.admin }).toString(),
    });
    const forwarded = {
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
      forwarded: 'host=evil.example;proto=https',
    };
    const headers = { cookie: `bs_session=${signedIn.cookies[0]?.value}`, ...forwarded, 'x-forwarded-for': '127.0.0.1' };
    const put = (origin: string) =>
      api.call('PUT', '/api/central', { as: null, body: aCentralInput(), headers: { ...headers, origin } });
    for (const origin of ['https://evil.example', 'http://evil.example']) {
      expect((await put(origin)).json()).toMatchObject({ status: 403, code: 'access.cross_site' });
    }
    expect((await put('http://127.0.0.1:3000')).statusCode).toBe(200);
  });
});
