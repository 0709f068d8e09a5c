import { describe, expect, it, vi } from 'vitest';
import { anApi, anyNumberOfRequests, bearer, type TestApi } from './an-api.ts';

/** An API whose clock stands still until it is set; addresses are those that a proxy on this machine tells. */
async function aLimitedApi(given: { requestsPerMinute?: number; strangersPerMinute?: number }): Promise<TestApi> {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
  const api = await anApi({ http: { ...anyNumberOfRequests, trustedProxies: ['loopback'], ...given } });
  return api;
}

const pass = (ms: number) => vi.setSystemTime(Date.now() + ms);
const from = (address: string) => ({ 'x-forwarded-for': address });

async function statuses(times: number, ask: (index: number) => Promise<{ statusCode: number }>): Promise<number[]> {
  const found: number[] = [];
  for (let index = 0; index < times; index += 1) found.push((await ask(index)).statusCode);
  return found;
}

describe('a key', () => {
  it('may ask so often in a minute, then is told when it may again', async () => {
    const api = await aLimitedApi({ requestsPerMinute: 3 });
    const ask = () => api.call('GET', '/api/runs', { as: 'viewer' });
    expect(await statuses(3, ask)).toEqual([200, 200, 200]);
    pass(20_000);
    const refused = await ask();
    expect(refused.statusCode).toBe(429);
    expect(refused.headers).toMatchObject({ 'retry-after': '40', 'content-type': 'application/problem+json; charset=utf-8' });
    expect(refused.json()).toMatchObject({ status: 429, code: 'request.too_many', detail: expect.stringContaining('"viewer"') });
    pass(40_000);
    expect((await ask()).statusCode).toBe(200);
  });

  it('has a budget of its own, from wherever it asks, for paths that there are not too', async () => {
    const api = await aLimitedApi({ requestsPerMinute: 3 });
    const ask = (index: number) =>
      api.call('GET', index === 0 ? '/nothing' : '/api/runs', { as: 'viewer', headers: from(`203.0.113.${index}`) });
    expect(await statuses(4, ask)).toEqual([404, 200, 200, 429]);
    expect((await api.call('GET', '/api/runs', { as: 'operator', headers: from('203.0.113.3') })).statusCode).toBe(200);
    expect((await api.call('GET', '/api/health/live', { as: null })).statusCode).toBe(200);
  });

  it('spends it on what is refused as well', async () => {
    const api = await aLimitedApi({ requestsPerMinute: 3 });
    expect(await statuses(4, () => api.call('GET', '/api/keys', { as: 'viewer' }))).toEqual([403, 403, 403, 429]);
  });

  it('has the same budget by cookie', async () => {
    const api = await aLimitedApi({ requestsPerMinute: 3 });
    const signedIn = await api.app.inject({
      ...{ method: 'POST', url: '/sign-in', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      payload: new URLSearchParams({ key: api.keys.viewer }).toString(),
    });
    const cookie = { cookie: `bs_session=${signedIn.cookies[0]?.value}` };
    const byCookie = () => api.call('GET', '/api/runs', { as: null, headers: cookie });
    expect(await statuses(2, byCookie)).toEqual([200, 200]);
    expect((await api.call('GET', '/api/runs', { as: 'viewer' })).statusCode).toBe(200);
    expect((await byCookie()).statusCode).toBe(429);
  });

  it('loads the files of pages from another budget', async () => {
    const api = await aLimitedApi({ requestsPerMinute: 3 });
    const files = ['/queues/static/favicon.ico', '/docs/static/swagger-ui.css', '/docs/static/swagger-ui-bundle.js'];
    for (const url of files) expect((await api.call('GET', url)).statusCode).toBe(200);
    expect(await statuses(3, () => api.call('GET', '/api/runs'))).toEqual([200, 200, 200]);
    expect((await api.call('GET', '/queues/static/favicon.ico')).statusCode).toBe(429);
  });

  it('may ask as often as it likes where the limit is 0', async () => {
    const api = await aLimitedApi({ requestsPerMinute: 0 });
    expect(new Set(await statuses(30, () => api.call('GET', '/api/runs')))).toEqual(new Set([200]));
  });
});

describe('a stranger', () => {
  const guess = (api: TestApi, address: string, index = 0) =>
    api.call('GET', '/api/runs', { as: null, headers: { ...bearer(`bs_00000000_guess-${index}`), ...from(address) } });

  it('may guess so often in a minute from one address, and from one network of IPv6', async () => {
    const api = await aLimitedApi({ strangersPerMinute: 3 });
    expect(await statuses(5, (index) => guess(api, '203.0.113.9', index))).toEqual([401, 401, 401, 429, 429]);
    const refused = await guess(api, '203.0.113.9');
    expect(refused.headers['retry-after']).toBe('60');
    expect(refused.json()).toMatchObject({ code: 'request.too_many' });
    expect((await guess(api, '203.0.113.10')).statusCode).toBe(401);
    expect(await statuses(4, (index) => guess(api, `2001:db8::${index}`, index))).toEqual([401, 401, 401, 429]);
    pass(60_000);
    expect((await guess(api, '203.0.113.9')).statusCode).toBe(401);
  });

  it('gains nothing by guessing all at once, nor as a browser does, nor of cookies', async () => {
    const api = await aLimitedApi({ strangersPerMinute: 3 });
    const burst = await Promise.all(Array.from({ length: 20 }, (_, index) => guess(api, '203.0.113.9', index)));
    expect(burst.map(({ statusCode }) => statusCode).toSorted()).toEqual([401, 401, 401, ...Array(17).fill(429)]);
    const browser = (index: number) => ({ accept: 'text/html', cookie: `bs_session=guess-${index}`, ...from('203.0.113.10') });
    const page = (index: number) => api.call('GET', '/queues', { as: null, headers: browser(index) });
    expect(await statuses(4, page)).toEqual([303, 303, 303, 429]);
  });

  it('cannot find a key once his tries are used up', async () => {
    const api = await aLimitedApi({ strangersPerMinute: 3 });
    await statuses(3, (index) => guess(api, '203.0.113.9', index));
    expect((await api.call('GET', '/api/runs', { as: 'viewer', headers: from('203.0.113.9') })).statusCode).toBe(429);
  });

  it('shuts out nobody at his address who was let in before', async () => {
    const api = await aLimitedApi({ strangersPerMinute: 3 });
    const neighbour = () => api.call('GET', '/api/runs', { as: 'viewer', headers: from('203.0.113.9') });
    expect((await neighbour()).statusCode).toBe(200);
    expect(await statuses(5, (index) => guess(api, '203.0.113.9', index))).toEqual([401, 401, 401, 429, 429]);
    expect(await statuses(5, neighbour)).toEqual([200, 200, 200, 200, 200]);
  });

  it('who shows no key at all has tries of his own, and the probe and the sign-in for as long as he likes', async () => {
    const api = await aLimitedApi({ strangersPerMinute: 3 });
    const bare = (url: string) => api.call('GET', url, { as: null, headers: from('203.0.113.9') });
    expect(await statuses(5, () => bare('/nothing'))).toEqual([401, 401, 401, 429, 429]);
    expect((await guess(api, '203.0.113.9')).statusCode).toBe(401);
    expect(await statuses(5, () => bare('/api/health/live'))).toEqual([200, 200, 200, 200, 200]);
    expect(await statuses(5, () => bare('/sign-in'))).toEqual([200, 200, 200, 200, 200]);
  });
});
