import { sessions } from '@branch-sync/db';
import { describe, expect, it } from 'vitest';
import { aCentralInput, anApi, type TestApi } from './an-api.ts';

const sameOrigin = { 'sec-fetch-site': 'same-origin' };

function signIn(
  api: TestApi,
  key: string,
  { next = '/queues', headers = {} }: { next?: string; headers?: Record<string, string> } = {},
) {
  return api.app.inject({
    method: 'POST',
    url: '/sign-in',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: new URLSearchParams({ key, next }).toString(),
  });
}

/** Signs in and gives the cookie as a browser sends it back. */
async function cookieOf(api: TestApi, key: string): Promise<{ cookie: string }> {
  const [cookie] = (await signIn(api, key)).cookies;
  return { cookie: `${cookie?.name}=${cookie?.value}` };
}

describe('the sign-in', () => {
  it('takes a key, gives a cookie that scripts and other sites cannot use, and leads on', async () => {
    const api = await anApi();
    const answer = await signIn(api, ` ${api.keys.viewer} `, { next: '/docs' });
    expect(answer.statusCode).toBe(303);
    expect(answer.headers.location).toBe('/docs');
    expect(answer.cookies).toMatchObject([{ name: 'bs_session', httpOnly: true, sameSite: 'Lax', path: '/', maxAge: 43_200 }]);
    expect(answer.cookies[0]).not.toHaveProperty('secure');
    const token = answer.cookies[0]?.value ?? '';
    expect(JSON.stringify(await api.database.db.select().from(sessions))).not.toContain(token);
    expect(api.log()).not.toContain(token);
  });

  it('gives a cookie for https alone where the public URL is https', async () => {
    const api = await anApi({ publicUrl: 'https://sync.example' });
    expect((await signIn(api, api.keys.viewer)).cookies).toMatchObject([{ name: '__Host-bs_session', secure: true, path: '/' }]);
  });

  it('opens pages and calls with the rights of the key', async () => {
    const api = await anApi();
    const cookie = await cookieOf(api, api.keys.viewer);
    expect((await api.call('GET', '/queues', { as: null, headers: cookie })).statusCode).toBe(200);
    expect((await api.call('GET', '/docs/json', { as: null, headers: cookie })).statusCode).toBe(200);
    expect((await api.call('GET', '/', { as: null, headers: cookie })).body).toContain('<div id="root">');
    expect((await api.call('GET', '/api/keys', { as: null, headers: cookie })).statusCode).toBe(403);
    expect((await api.call('GET', '/sign-in', { as: null, headers: cookie })).body).toContain('in the role viewer');
  });

  it('shows the form again for a wrong key, and says why, without the key', async () => {
    const api = await anApi();
    const answer = await signIn(api, 'bs_00000000_<script>', { next: '/queues"><script>' });
    expect(answer.statusCode).toBe(401);
    expect(answer.headers['content-type']).toContain('text/html');
    expect(answer.body).toContain('role="alert"');
    expect(answer.body).not.toContain('<script');
    expect(answer.cookies).toEqual([]);
  });

  it('is a page without a script, under a policy that allows none', async () => {
    const api = await anApi();
    const page = await api.call('GET', '/sign-in?next=/docs', { as: null });
    expect(page.body).toContain('<input type="hidden" name="next" value="/docs">');
    expect(page.body).not.toContain('<script');
    expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; /);
    expect(page.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
  });

  it('lets an address fail twenty times in five minutes', async () => {
    const api = await anApi();
    const answers = [];
    for (let tries = 0; tries < 21; tries += 1) answers.push(await signIn(api, 'wrong'));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([...Array(20).fill(401), 429]);
    expect(answers.at(-1)?.headers['retry-after']).toBeDefined();
    expect(answers.at(-1)?.body).toContain('role="alert"');
    expect((await signIn(api, api.keys.admin)).statusCode).toBe(429);
    expect((await api.call('GET', '/api/runs')).statusCode).toBe(200);
  });

  it('tells nobody whether a key opens, who sends it along to the page', async () => {
    const api = await anApi();
    const ask = async (key: string) =>
      (await api.call('GET', '/sign-in', { as: null, headers: { authorization: `Bearer ${key}` } })).body;
    expect(await ask(api.keys.admin)).toBe(await ask('bs_00000000_wrong'));
  });

  it('ends with the sign-out, with the key, and with its time', async () => {
    const api = await anApi();
    const isOpen = async (headers: Record<string, string>) =>
      (await api.call('GET', '/api/runs', { as: null, headers })).statusCode === 200;

    const left = await cookieOf(api, api.keys.viewer);
    expect(await isOpen(left)).toBe(true);
    const out = await api.app.inject({ method: 'POST', url: '/sign-out', headers: { ...left, ...sameOrigin } });
    expect(out.headers.location).toBe('/sign-in');
    expect(await isOpen(left)).toBe(false);

    const revoked = await cookieOf(api, api.keys.viewer);
    const keys = (await api.call('GET', '/api/keys')).json<{ items: { id: string; name: string }[] }>().items;
    await api.call('DELETE', `/api/keys/${keys.find(({ name }) => name === 'viewer')?.id}`);
    expect(await isOpen(revoked)).toBe(false);

    const old = await cookieOf(api, api.keys.operator);
    await api.database.db.update(sessions).set({ expiresAt: new Date(Date.now() - 1_000) });
    expect(await isOpen(old)).toBe(false);
  });
});

describe('a request by cookie that changes something', () => {
  const put = (api: TestApi, headers: Record<string, string>) =>
    api.call('PUT', '/api/central', { as: null, body: aCentralInput(), headers });

  it.each([
    ['says so', { 'sec-fetch-site': 'same-origin' }],
    ['has our origin', { origin: 'http://127.0.0.1:3000' }],
    ['has the origin of the host it was sent to', { origin: 'http://localhost:80', host: 'localhost' }],
  ])('passes where it comes from our own page: it %s', async (_, headers) => {
    const api = await anApi();
    expect((await put(api, { ...(await cookieOf(api, api.keys.admin)), ...headers })).statusCode).toBe(200);
  });

  it.each([
    ['says nothing', {}],
    ['comes from another site', { 'sec-fetch-site': 'cross-site', origin: 'http://127.0.0.1:3000' }],
    ['comes from a neighbour', { 'sec-fetch-site': 'same-site' }],
    ['has another origin', { origin: 'http://evil.example' }],
    ['hides its origin', { origin: 'null' }],
  ])('is refused where it %s', async (_, headers) => {
    const api = await anApi();
    const answer = await put(api, { ...(await cookieOf(api, api.keys.admin)), ...headers });
    expect(answer.json()).toMatchObject({ status: 403, code: 'access.cross_site' });
    expect((await api.call('GET', '/api/central')).statusCode).toBe(404);
  });

  it('is refused at the queue page and at sign-in and sign-out too', async () => {
    const api = await anApi();
    const headers = { ...(await cookieOf(api, api.keys.admin)), origin: 'http://evil.example' };
    expect((await api.call('PUT', '/queues/api/queues/pause', { as: null, headers })).statusCode).toBe(403);
    expect((await signIn(api, api.keys.admin, { headers: { origin: 'http://evil.example' } })).statusCode).toBe(403);
    expect((await api.app.inject({ method: 'POST', url: '/sign-out', headers })).statusCode).toBe(403);
    expect(await api.database.db.$count(sessions)).toBe(1);
  });

  it('needs nothing of the kind with a key: no browser sends that by itself', async () => {
    const api = await anApi();
    const answer = await api.call('PUT', '/api/central', { body: aCentralInput(), headers: { origin: 'http://evil.example' } });
    expect(answer.statusCode).toBe(200);
  });
});
