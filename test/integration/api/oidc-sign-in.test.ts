import { readConfig } from '@branch-sync/config';
import { people } from '@branch-sync/db';
import { describe, expect, it } from 'vitest';
import { anOpenIdProvider, type OpenIdProvider } from '../../harness/openid-provider.ts';
import { everyStoredText } from '../../harness/stored-texts.ts';
import { anApi, type TestApi } from './an-api.ts';
import { alertOf } from './browser.ts';

const publicUrl = 'http://127.0.0.1:3000';
const staff = {
  'sub-anna': { name: 'Anna', preferred_username: 'anna@shop.example', groups: ['everybody', 'sync-viewers'] },
  'sub-ben': { name: 'Ben', email: 'ben@shop.example', groups: ['sync-viewers', 'sync-admins'] },
  'sub-cleo': { name: 'Cleo', groups: ['everybody'] },
  'sub-dan': { name: 'Dan', groups: 'sync-operators' },
};

async function anApiWithProvider(
  options: { readonly inIdToken?: boolean; readonly isPublic?: boolean } = {},
  settings: Readonly<Record<string, string>> = {},
): Promise<{ api: TestApi; provider: OpenIdProvider }> {
  const provider = await anOpenIdProvider(`${publicUrl}/sign-in/oidc/callback`, staff, options);
  const { access } = readConfig({
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: provider.clientId,
    ...(options.isPublic ? {} : { OIDC_CLIENT_SECRET: provider.clientSecret }),
    OIDC_NAME: 'Shop login',
    OIDC_VIEWER_GROUPS: 'sync-viewers',
    OIDC_OPERATOR_GROUPS: 'sync-operators, other-operators',
    OIDC_ADMIN_GROUPS: 'sync-admins',
    ...settings,
  });
  return { api: await anApi({ access, publicUrl }), provider };
}

const get = (api: TestApi, url: string, cookie = '') =>
  api.app.inject({ url, headers: { cookie, 'sec-fetch-site': 'cross-site' } });

/** Begins a sign-in: where the browser is sent, and what it holds. */
async function begin(api: TestApi, next = '/docs') {
  const sent = await get(api, `/sign-in/oidc?next=${encodeURIComponent(next)}`);
  expect(sent.statusCode, sent.body).toBe(303);
  const [cookie] = sent.cookies;
  return { url: String(sent.headers.location), cookie, held: `${cookie?.name}=${cookie?.value}` };
}

/** Signs somebody in: there and back. */
async function signIn(api: TestApi, provider: OpenIdProvider, as: string) {
  const { url, held } = await begin(api);
  const back = new URL(await provider.visit(url, as));
  const answer = await get(api, `${back.pathname}${back.search}`, held);
  const session = answer.cookies.find(({ name }) => name === 'bs_session');
  return { answer, back, held, cookie: session === undefined ? '' : `${session.name}=${session.value}` };
}

describe('signing in at an OpenID provider', () => {
  it.each([
    ['userinfo', {}],
    ['the ID token', { inIdToken: true }],
    ['userinfo, to a client without a secret', { isPublic: true }],
  ])('gives the role of the groups that %s tells', async (_, options) => {
    const { api, provider } = await anApiWithProvider(options);
    for (const [sub, name, role] of [
      ['sub-anna', 'anna@shop.example', 'viewer'],
      ['sub-ben', 'ben@shop.example', 'admin'],
      ['sub-dan', 'sub-dan', 'operator'],
    ] as const) {
      const { answer, cookie } = await signIn(api, provider, sub);
      expect(answer.headers.location, answer.body).toBe('/docs');
      const self = (await api.call('GET', '/api/session', { as: null, headers: { cookie } })).json();
      expect(self).toMatchObject({ kind: 'person', name, role });
    }
    expect(await api.database.db.select().from(people)).toHaveLength(3);
    await signIn(api, provider, 'sub-anna');
    expect(await api.database.db.select().from(people)).toHaveLength(3);
  });

  it('refuses whoever is in no group that counts', async () => {
    const { api, provider } = await anApiWithProvider();
    const { answer } = await signIn(api, provider, 'sub-cleo');
    expect([answer.statusCode, alertOf(answer)]).toEqual([
      403,
      'Your account at Shop login is in none of the groups that may in.',
    ]);
    expect(await api.database.db.select().from(people)).toEqual([]);
  });

  it('refuses whom an admin has shut out', async () => {
    const { api, provider } = await anApiWithProvider();
    await signIn(api, provider, 'sub-anna');
    await api.database.db.update(people).set({ disabledAt: new Date() });
    expect((await signIn(api, provider, 'sub-anna')).answer.statusCode).toBe(403);
  });

  it('asks by PKCE with S256, a state and a nonce that are never the same', async () => {
    const { api } = await anApiWithProvider();
    const [one, other] = [new URL((await begin(api)).url), new URL((await begin(api)).url)];
    expect(Object.fromEntries(one.searchParams)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      redirect_uri: `${publicUrl}/sign-in/oidc/callback`,
      scope: 'openid profile email',
    });
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(one.searchParams.get(name)).toMatch(/^[\w-]{20,}$/);
      expect(one.searchParams.get(name)).not.toBe(other.searchParams.get(name));
    }
  });

  it('shows nothing of what it remembers in its cookie, which lasts for one sign-in', async () => {
    const { api, provider } = await anApiWithProvider();
    const { cookie } = await begin(api);
    expect(cookie).toMatchObject({ name: 'bs_oidc', httpOnly: true, sameSite: 'Lax', maxAge: 600 });
    expect(cookie?.value).toMatch(/^v1\./);
    const { answer } = await signIn(api, provider, 'sub-anna');
    expect(answer.cookies).toContainEqual(expect.objectContaining({ name: 'bs_oidc', value: '' }));
  });

  it('is on the sign-in page, under its name, and leads on only to our own pages', async () => {
    const { api, provider } = await anApiWithProvider();
    const page = (await api.call('GET', '/sign-in?next=/queues', { as: null })).body;
    expect(page).toContain('href="/sign-in/oidc?next=%2Fqueues">Sign in with Shop login</a>');
    const { url, held } = await begin(api, 'https://evil.example/');
    const back = new URL(await provider.visit(url, 'sub-anna'));
    expect((await get(api, `${back.pathname}${back.search}`, held)).headers.location).toBe('/');
  });

  it('keeps tokens and the client’s secret nowhere', async () => {
    const { api, provider } = await anApiWithProvider();
    const { back } = await signIn(api, provider, 'sub-anna');
    const everything = `${await everyStoredText(api.database)}${api.log()}`;
    for (const secret of [provider.clientSecret, back.searchParams.get('code') ?? 'none'])
      expect(everything).not.toContain(secret);
  });
});

describe('an answer of a provider opens nothing', () => {
  const refusal = 'This sign-in took too long, or was begun in another browser. Begin again.';

  it('in another browser than the one that asked', async () => {
    const { api, provider } = await anApiWithProvider();
    const attacker = await begin(api);
    const back = new URL(await provider.visit(attacker.url, 'sub-ben'));
    const victim = await get(api, `${back.pathname}${back.search}`);
    expect([victim.statusCode, alertOf(victim)]).toEqual([401, refusal]);
    const other = await get(api, `${back.pathname}${back.search}`, (await begin(api)).held);
    expect([other.statusCode, alertOf(other)]).toEqual([401, 'Shop login did not confirm who you are. Begin again.']);
  });

  it('a second time', async () => {
    const { api, provider } = await anApiWithProvider();
    const { back, held } = await signIn(api, provider, 'sub-anna');
    expect((await get(api, `${back.pathname}${back.search}`, held)).statusCode).toBe(401);
  });

  it('after ten minutes', async () => {
    let now = Date.now();
    const { api: model, provider } = await anApiWithProvider();
    const api = await anApi({ access: model.deps.access, publicUrl, now: () => new Date(now) });
    const { url, held } = await begin(api);
    const back = new URL(await provider.visit(url, 'sub-anna'));
    now += 10 * 60_000 + 1;
    const late = await get(api, `${back.pathname}${back.search}`, held);
    expect([late.statusCode, alertOf(late)]).toEqual([401, refusal]);
  });

  it.each(['?error=access_denied&error_description=%3Cscript%3E', '?code=made-up', '', '?code=a&code=b&state=c'])(
    'where it is "%s"',
    async (query) => {
      const { api } = await anApiWithProvider();
      const { url, held } = await begin(api);
      const state = new URL(url).searchParams.get('state');
      const answer = await get(api, `/sign-in/oidc/callback${query}${query === '' ? '?' : '&'}state=${state}`, held);
      expect(answer.statusCode).toBe(401);
      expect(answer.body).not.toContain('<script');
      expect(answer.cookies.map(({ name }) => name)).toEqual(['bs_oidc']);
    },
  );

  it('more than twenty times in five minutes from one address', async () => {
    const { api } = await anApiWithProvider();
    const answers = [];
    for (let tries = 0; tries < 21; tries += 1) {
      const { url, held } = await begin(api);
      const state = new URL(url).searchParams.get('state');
      answers.push((await get(api, `/sign-in/oidc/callback?code=made-up&state=${state}`, held)).statusCode);
    }
    expect(answers).toEqual([...new Array(20).fill(401), 429]);
  });

  it('where there is no provider, or it does not answer', async () => {
    const without = await anApi();
    expect((await get(without, '/sign-in/oidc')).statusCode).toBe(404);
    expect((await get(without, '/sign-in/oidc/callback?code=a')).statusCode).toBe(404);
    const { api } = await anApiWithProvider({}, { OIDC_ISSUER: 'http://127.0.0.1:9' });
    const answer = await get(api, '/sign-in/oidc');
    expect([answer.statusCode, alertOf(answer)]).toEqual([503, expect.stringContaining('Shop login does not answer.')]);
  });
});
