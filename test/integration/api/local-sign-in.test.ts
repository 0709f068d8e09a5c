import { audit, cliActor, createLocalPerson, hashPassword, type Role, sessions, setLocalPassword } from '@branch-sync/db';
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { anApi, type TestApi } from './an-api.ts';
import { aBrowser, alertOf, type Browser } from './browser.ts';

const password = 'a canary of a password';

async function anAccount(api: TestApi, login: string, role: Role) {
  return createLocalPerson(api.database.db, cliActor, { login, role, passwordHash: await hashPassword(password) });
}

async function signedIn(api: TestApi, login: string): Promise<Browser> {
  const browser = aBrowser(api);
  const answer = await browser.signIn({ way: 'local', login, password });
  expect(answer.statusCode, answer.body).toBe(303);
  return browser;
}

const isOpen = async (browser: Browser) => (await browser.call('GET', '/api/runs')).statusCode === 200;

describe('a local account', () => {
  it('opens with its password, however the login’s case, and is told who it is', async () => {
    const api = await anApi();
    await anAccount(api, 'Chief', 'admin');
    const browser = await signedIn(api, 'chief');
    expect((await browser.call('GET', '/api/session')).json()).toMatchObject({ kind: 'person', name: 'Chief', role: 'admin' });
    const entries = await api.database.db.select().from(audit).where(eq(audit.action, 'session.open'));
    expect(entries).toMatchObject([{ actor: 'person:Chief', address: '127.0.0.1', actorId: entries[0]?.detail['ownerId'] }]);
  });

  it('refuses in the same words a wrong password and a login that nobody has', async () => {
    const api = await anApi();
    await anAccount(api, 'chief', 'admin');
    const wrong = await aBrowser(api).signIn({ way: 'local', login: 'chief', password: 'guess' });
    const nobody = await aBrowser(api).signIn({ way: 'local', login: 'nobody', password: 'guess' });
    expect([wrong.statusCode, nobody.statusCode]).toEqual([401, 401]);
    expect(alertOf(wrong)).toBe('There is no local account of this login and password.');
    expect(alertOf(nobody)).toBe(alertOf(wrong));
    expect(wrong.body).not.toContain('guess');
  });

  it('takes ten wrong passwords in a quarter of an hour, then none, not even the right one', async () => {
    const api = await anApi();
    await anAccount(api, 'chief', 'admin');
    await anAccount(api, 'other', 'viewer');
    const from = (address: string) => aBrowser(api, { remoteAddress: address });
    for (let tries = 0; tries < 10; tries += 1) {
      await from(`10.0.0.${tries}`).signIn({ way: 'local', login: 'CHIEF', password: `guess ${tries}` });
    }
    const locked = await from('10.0.1.1').signIn({ way: 'local', login: 'chief', password });
    expect([locked.statusCode, Number(locked.headers['retry-after']) > 800]).toEqual([429, true]);
    expect(await isOpen(await signedIn(api, 'other'))).toBe(true);
  });

  it('is the same account to the count, however its login is written', async () => {
    const api = await anApi();
    await anAccount(api, 'admin', 'admin');
    const spellings = ['admin', 'ADMIN', 'ａdmin', 'Ａｄｍｉｎ', '𝐚dmin'];
    for (let tries = 0; tries < 10; tries += 1) {
      const browser = aBrowser(api, { remoteAddress: `10.0.0.${tries}` });
      await browser.signIn({ way: 'local', login: spellings[tries % 5] ?? '', password: 'guess' });
    }
    const next = await aBrowser(api, { remoteAddress: '10.0.1.1' }).signIn({ way: 'local', login: '𝐚𝐝min', password });
    expect(next.statusCode).toBe(429);
  });

  it('counts a network of IPv6 as one address, and keeps nothing against accounts that it may no longer try', async () => {
    const api = await anApi();
    await anAccount(api, 'chief', 'admin');
    const guess = (from: number, login: string) =>
      aBrowser(api, { remoteAddress: `2001:db8::${from.toString(16)}` }).signIn({ way: 'local', login, password: 'guess' });
    for (let tries = 0; tries < 20; tries += 1) expect((await guess(tries, `nobody-${tries}`)).statusCode).toBe(401);
    for (let tries = 0; tries < 12; tries += 1) expect((await guess(100 + tries, 'chief')).statusCode).toBe(429);
    expect(await isOpen(await signedIn(api, 'chief'))).toBe(true);
  });

  it('counts wrong passwords that come all at once', async () => {
    const api = await anApi();
    await anAccount(api, 'chief', 'admin');
    const answers = await Promise.all(
      Array.from({ length: 14 }, (_, n) =>
        aBrowser(api, { remoteAddress: `10.0.0.${n}` }).signIn({ way: 'local', login: 'chief', password: 'x' }),
      ),
    );
    expect(answers.filter(({ statusCode }) => statusCode === 401).length).toBe(10);
    expect(answers.filter(({ statusCode }) => statusCode === 429).length).toBe(4);
  });

  it('is over with a new password, and when an admin shuts it out', async () => {
    const api = await anApi();
    const chief = await anAccount(api, 'chief', 'operator');
    const before = await signedIn(api, 'chief');
    await setLocalPassword(api.database.db, cliActor, 'chief', await hashPassword(password));
    expect(await isOpen(before)).toBe(false);

    const again = await signedIn(api, 'chief');
    const shut = await api.call('PATCH', `/api/people/${chief.id}`, { body: { isDisabled: true } });
    expect(shut.json()).toMatchObject({ login: 'chief', isDisabled: true });
    expect(await isOpen(again)).toBe(false);
    const refused = await aBrowser(api).signIn({ way: 'local', login: 'chief', password });
    expect([refused.statusCode, alertOf(refused)]).toEqual([403, 'An administrator of branch-sync has shut this account out.']);

    await api.call('PATCH', `/api/people/${chief.id}`, { body: { isDisabled: false } });
    expect(await isOpen(await signedIn(api, 'chief'))).toBe(true);
  });

  it('cannot shut itself out', async () => {
    const api = await anApi();
    const chief = await anAccount(api, 'chief', 'admin');
    const answer = await (await signedIn(api, 'chief')).call('PATCH', `/api/people/${chief.id}`, { isDisabled: true });
    expect(answer.json()).toMatchObject({ status: 409, code: 'person.yourself' });
  });

  it('may be switched off as a way in', async () => {
    const standing = await anApi();
    const api = await anApi({ access: { ...standing.deps.access, signInWith: ['odoo'] } });
    await anAccount(api, 'chief', 'admin');
    for (const way of ['local', 'key']) {
      expect((await aBrowser(api).signIn({ way, login: 'chief', password, key: api.keys.admin })).statusCode).toBe(404);
    }
    const page = (await api.call('GET', '/sign-in', { as: null })).body;
    expect(page).toContain('Odoo account');
    expect(page).not.toContain('Local account');
  });
});

describe('a session', () => {
  it('is one that the browser did not come with', async () => {
    const api = await anApi();
    await anAccount(api, 'chief', 'admin');
    const victim = aBrowser(api);
    victim.cookie = 'bs_session=planted-by-somebody-else';
    await victim.signIn({ way: 'local', login: 'chief', password });
    expect(victim.cookie).not.toContain('planted');
    const attacker = aBrowser(api);
    attacker.cookie = 'bs_session=planted-by-somebody-else';
    expect(await isOpen(attacker)).toBe(false);
  });

  it('takes the place of the one before in the same browser', async () => {
    const api = await anApi();
    await anAccount(api, 'chief', 'admin');
    const browser = await signedIn(api, 'chief');
    const { cookie } = browser;
    await browser.signIn({ way: 'local', login: 'chief', password });
    expect(browser.cookie).not.toBe(cookie);
    const replayed = aBrowser(api);
    replayed.cookie = cookie;
    expect([await isOpen(replayed), await isOpen(browser)]).toEqual([false, true]);
  });

  it('is not brought back by its cookie after the sign-out', async () => {
    const api = await anApi();
    await anAccount(api, 'chief', 'admin');
    const browser = await signedIn(api, 'chief');
    const { cookie } = browser;
    await browser.call('POST', '/sign-out');
    browser.cookie = cookie;
    expect(await isOpen(browser)).toBe(false);
    const entries = await api.database.db.select().from(audit).where(eq(audit.action, 'session.close'));
    expect(entries).toMatchObject([{ actor: 'person:chief' }]);
  });

  it('is over when it was not used for an hour, and after twelve hours however much it was', async () => {
    const api = await anApi();
    await anAccount(api, 'chief', 'admin');
    const { db } = api.database;
    const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);
    const idle = await signedIn(api, 'chief');
    await db.update(sessions).set({ lastUsedAt: ago(59) });
    expect(await isOpen(idle)).toBe(true);
    await db.update(sessions).set({ lastUsedAt: ago(61) });
    expect(await isOpen(idle)).toBe(false);
    const old = await signedIn(api, 'chief');
    const [row] = await db.select().from(sessions);
    expect(Math.round(((row?.expiresAt.getTime() ?? 0) - Date.now()) / 60_000)).toBe(720);
    await db.update(sessions).set({ expiresAt: ago(0) });
    expect(await isOpen(old)).toBe(false);
  });

  it('is seen and ended by its owner, and by nobody else but admins', async () => {
    const api = await anApi();
    const one = await anAccount(api, 'one', 'operator');
    await anAccount(api, 'two', 'operator');
    const [here, there, others] = [await signedIn(api, 'one'), await signedIn(api, 'one'), await signedIn(api, 'two')];
    const list = async (browser: Browser) =>
      (await browser.call('GET', '/api/sessions')).json<{ items: { id: string; isThis: boolean; of: string }[] }>().items;
    const own = await list(here);
    expect(own).toMatchObject([
      { of: 'one', isThis: false, address: '127.0.0.1', userAgent: 'Test browser' },
      { of: 'one', isThis: true },
    ]);
    expect(JSON.stringify(own)).not.toContain(here.cookie.split('=')[1]);
    const [theirs] = await list(others);
    expect((await here.call('DELETE', `/api/sessions/${theirs?.id}`)).statusCode).toBe(404);
    expect((await here.call('DELETE', `/api/sessions/${own[0]?.id}`)).statusCode).toBe(204);
    expect([await isOpen(here), await isOpen(there), await isOpen(others)]).toEqual([true, false, true]);

    expect((await api.call('DELETE', `/api/sessions/${theirs?.id}`)).statusCode).toBe(204);
    expect(await isOpen(others)).toBe(false);
    expect((await api.call('GET', `/api/people/${one.id}/sessions`)).json()).toMatchObject({ items: [{ of: 'one' }] });
    expect((await api.call('DELETE', `/api/people/${one.id}/sessions`)).json()).toEqual({ ended: 1 });
    expect(await isOpen(here)).toBe(false);
  });
});
