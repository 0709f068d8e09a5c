import { audit, people, sessions } from '@branch-sync/db';
import { type OdooDatabase, type OdooSim, recordedCentral, type SimUser, startOdooSim } from '@branch-sync/odoo-sim';
import { like } from 'drizzle-orm';
import { describe, expect, it, onTestFinished } from 'vitest';
import { everyStoredText } from '../../harness/stored-texts.ts';
import { canarySecret } from '../../harness/world.ts';
import { aCentralInput, anApi, type TestApi } from './an-api.ts';
import { aBrowser, alertOf } from './browser.ts';

const password = 'anna-s0-canary-pa55word';
const viewers = 'sales_team.group_sale_salesman_all_leads';
const operators = 'sales_team.group_sale_manager';

interface Office extends TestApi {
  readonly sim: OdooSim;
  readonly central: OdooDatabase;
  readonly anna: SimUser;
  /** Lets time pass, for what computes with it. */
  pass(minutes: number): void;
}

/** The API with a central whose Anna may look. */
async function anOffice(version: 16 | 19 = 19): Promise<Office> {
  const central = recordedCentral('central', { password: canarySecret, version });
  const sim = await startOdooSim({ databases: [central] });
  onTestFinished(() => sim.close());
  let passedMs = 0;
  const api = await anApi({ now: () => new Date(Date.now() + passedMs) });
  await api.call('PUT', '/api/central', { body: aCentralInput({ url: sim.url }) });
  const anna = central.users.find(({ login }) => login === 'anna');
  if (anna === undefined) throw new Error('The recorded central has no Anna.');
  anna.password = password;
  central.setGroups(anna, ['base.group_user', viewers]);
  return {
    ...api,
    sim,
    central,
    anna,
    pass(minutes) {
      passedMs += minutes * 60_000;
    },
  };
}

const asAnna = { way: 'odoo', login: 'anna', password };

describe.each([19, 16] as const)('signing in with an account of central’s Odoo %i', (version) => {
  it.each([
    [viewers, 'viewer'],
    [operators, 'operator'],
    ['base.group_system', 'admin'],
  ])('gives whoever is in %s the role %s', async (group, role) => {
    const office = await anOffice(version);
    office.central.setGroups(office.anna, ['base.group_user', group]);
    const browser = aBrowser(office);
    expect((await browser.signIn({ ...asAnna, next: '/docs' })).headers.location).toBe('/docs');
    const self = (await browser.call('GET', '/api/session')).json();
    expect(self).toMatchObject({ kind: 'person', name: 'anna', role, acts: null, branches: null });
    expect((await browser.call('GET', '/sign-in')).body).toContain(`As anna, in the role ${role}.`);
  });

  it.each<[string, (office: Office) => void, Partial<typeof asAnna>]>([
    ['the password is wrong', () => undefined, { password: 'guess' }],
    ['nobody has this login', () => undefined, { login: 'nobody' }],
    ['the login is another’s', () => undefined, { login: 'ben' }],
    ['the password is an API key of somebody else', () => undefined, { password: 'demo-api-key-central' }],
    ['the account is archived', ({ central }) => central.update('res.users', 7, { active: false }), {}],
    ['two factors are asked for', ({ anna }) => Object.assign(anna, { hasTwoFactors: true }), {}],
  ])('refuses in the same words where %s', async (_, arrange, form) => {
    const office = await anOffice(version);
    arrange(office);
    const answer = await aBrowser(office).signIn({ ...asAnna, ...form });
    expect(answer.statusCode).toBe(401);
    expect(alertOf(answer)).toBe('Central’s Odoo does not know this login with this password or API key.');
    expect(answer.cookies).toEqual([]);
    expect(answer.body).not.toContain(password);
    expect(await office.database.db.select().from(people)).toEqual([]);
  });

  it('takes an API key of theirs, with two factors as well', async () => {
    const office = await anOffice(version);
    office.anna.apiKeys.push('0123456789abcdef0123456789abcdef01234567');
    office.anna.hasTwoFactors = true;
    const answer = await aBrowser(office).signIn({ ...asAnna, password: '0123456789abcdef0123456789abcdef01234567' });
    expect(answer.statusCode).toBe(303);
  });

  it('tells whoever is in no group that counts whom to ask', async () => {
    const office = await anOffice(version);
    office.central.setGroups(office.anna, ['base.group_user']);
    const answer = await aBrowser(office).signIn(asAnna);
    expect(answer.statusCode).toBe(403);
    expect(alertOf(answer)).toContain('in none of the groups that may in');
    expect((await aBrowser(office).signIn({ ...asAnna, login: 'portal', password: canarySecret })).statusCode).toBe(403);
  });

  it('keeps the password nowhere', async () => {
    const office = await anOffice(version);
    await aBrowser(office).signIn(asAnna);
    await aBrowser(office).signIn({ ...asAnna, password: `${password}x` });
    expect(await everyStoredText(office.database)).not.toContain(password);
    expect(office.log()).not.toContain(password);
    expect(office.log()).toContain('sign-in refused');
  });

  it('is over a few minutes after they have left the group', async () => {
    const office = await anOffice(version);
    const browser = aBrowser(office);
    await browser.signIn(asAnna);
    office.central.setGroups(office.anna, ['base.group_user']);
    expect((await browser.call('GET', '/api/runs')).statusCode).toBe(200);
    office.pass(6);
    expect((await browser.call('GET', '/api/runs')).statusCode).toBe(401);
    expect(await office.database.db.select().from(sessions)).toEqual([]);
    const entries = await office.database.db.select().from(audit);
    expect(entries).toContainEqual(expect.objectContaining({ actor: 'central', action: 'person.role', subject: 'person:anna' }));
    expect((await aBrowser(office).signIn(asAnna)).statusCode).toBe(403);
  });

  it('is over a few minutes after the account was archived, and goes on where nothing has changed', async () => {
    const office = await anOffice(version);
    const browser = aBrowser(office);
    await browser.signIn(asAnna);
    office.pass(6);
    expect((await browser.call('GET', '/api/runs')).statusCode).toBe(200);
    office.central.update('res.users', 7, { active: false });
    office.pass(6);
    expect((await browser.call('GET', '/api/runs')).statusCode).toBe(401);
  });

  it('is looked at at once where an admin asks', async () => {
    const office = await anOffice(version);
    const browser = aBrowser(office);
    await browser.signIn(asAnna);
    const [anna] = (await office.call('GET', '/api/people')).json<{ items: { id: string }[] }>().items;
    const check = () => office.call('POST', `/api/people/${anna?.id}/check`);
    expect((await check()).json()).toMatchObject({ login: 'anna', name: 'Anna Central', source: 'odoo', role: 'viewer' });
    office.central.setGroups(office.anna, ['base.group_user']);
    expect((await check()).json()).toMatchObject({ role: null });
    expect((await browser.call('GET', '/api/runs')).statusCode).toBe(401);
  });
});

describe('a person’s role', () => {
  it('is taken from them in every browser by a sign-in that finds them in no group, and each change is written down', async () => {
    const office = await anOffice();
    const browser = aBrowser(office);
    await browser.signIn(asAnna);
    office.central.setGroups(office.anna, ['base.group_user']);
    expect((await aBrowser(office).signIn(asAnna)).statusCode).toBe(403);
    expect((await browser.call('GET', '/api/runs')).statusCode).toBe(401);
    office.central.setGroups(office.anna, ['base.group_user', operators]);
    await aBrowser(office).signIn(asAnna);
    const entries = await office.database.db.select().from(audit).where(like(audit.action, 'person.%')).orderBy(audit.id);
    expect(entries.map(({ action, changes: [change] }) => [action, change?.before, change?.after])).toEqual([
      ['person.create', null, 'viewer'],
      ['person.role', 'viewer', null],
      ['person.role', null, 'operator'],
    ]);
  });

  it('goes with their account, whatever its login becomes: who was shut out stays so', async () => {
    const office = await anOffice();
    await aBrowser(office).signIn(asAnna);
    const [anna] = (await office.call('GET', '/api/people')).json<{ items: { id: string }[] }>().items;
    await office.call('PATCH', `/api/people/${anna?.id}`, { body: { isDisabled: true } });
    Object.assign(office.anna, { login: 'anna.new' });
    office.central.update('res.users', 7, { login: 'anna.new' });
    expect((await aBrowser(office).signIn({ ...asAnna, login: 'anna.new' })).statusCode).toBe(403);
  });

  it('follows their groups in central while they work', async () => {
    const office = await anOffice();
    const browser = aBrowser(office);
    await browser.signIn(asAnna);
    expect((await browser.call('POST', '/api/central/test')).statusCode).toBe(403);
    office.central.setGroups(office.anna, ['base.group_user', operators]);
    office.pass(6);
    expect((await browser.call('POST', '/api/central/test')).statusCode).toBe(200);
  });

  it('is asked for once in a few minutes, however many requests come', async () => {
    const office = await anOffice();
    const browser = aBrowser(office);
    await browser.signIn(asAnna);
    office.pass(6);
    office.sim.calls.reset();
    const answers = await Promise.all(Array.from({ length: 10 }, () => browser.call('GET', '/api/runs')));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(new Array(10).fill(200));
    await browser.call('GET', '/api/runs');
    const asked = office.sim.calls.entries().find(({ model, method }) => model === 'res.users' && method === 'search_read');
    expect(asked?.count).toBe(1);
  });

  it('is not that of whoever has the same number in another database', async () => {
    const office = await anOffice();
    const browser = aBrowser(office);
    await browser.signIn(asAnna);
    office.central.update('res.users', 7, { login: 'somebody' });
    office.pass(6);
    expect((await browser.call('GET', '/api/runs')).statusCode).toBe(401);
  });
});

describe('while central does not answer', () => {
  const away = { match: { database: 'central' }, kind: 'busy-503' } as const;

  it('who is signed in goes on for an hour, and nobody else comes in', async () => {
    const office = await anOffice();
    const browser = aBrowser(office);
    await browser.signIn(asAnna);
    const end = office.sim.outages.add(away);
    office.pass(30);
    expect((await browser.call('GET', '/api/runs')).statusCode).toBe(200);
    const refused = await aBrowser(office).signIn(asAnna);
    expect(refused.statusCode).toBe(503);
    expect(alertOf(refused)).toContain('Central does not answer');
    office.pass(36);
    const late = await Promise.all(Array.from({ length: 5 }, () => browser.call('GET', '/api/runs')));
    for (const answer of late) expect(answer.json()).toMatchObject({ status: 503, code: 'access.central_away' });
    end();
    office.pass(2);
    const back = await Promise.all(Array.from({ length: 5 }, () => browser.call('GET', '/api/runs')));
    expect(back.map(({ statusCode }) => statusCode)).toEqual(new Array(5).fill(200));
  });

  it('nobody’s tries are used up', async () => {
    const office = await anOffice();
    const end = office.sim.outages.add(away);
    for (let tries = 0; tries < 12; tries += 1) expect((await aBrowser(office).signIn(asAnna)).statusCode).toBe(503);
    end();
    expect((await aBrowser(office).signIn(asAnna)).statusCode).toBe(303);
  });

  it('and before it is set up, a local account is named as the way in', async () => {
    const api = await anApi();
    const answer = await aBrowser(api).signIn(asAnna);
    expect([answer.statusCode, alertOf(answer)]).toEqual([503, expect.stringContaining('a local account works')]);
  });
});

describe('what somebody types as a password', () => {
  it('is not struck out of what others write: it may be any word', async () => {
    const office = await anOffice();
    await aBrowser(office).signIn({ ...asAnna, password: 'incoming request' });
    const before = office.log().length;
    await office.call('GET', '/api/runs');
    expect(office.log().slice(before)).toContain('incoming request');
  });
});

describe('guessing', () => {
  it('stops before Odoo would lock us all out: after four wrong ones in a minute, from wherever', async () => {
    const office = await anOffice();
    const from = (address: string) => aBrowser(office, { remoteAddress: address });
    for (let tries = 0; tries < 4; tries += 1) {
      expect((await from(`10.0.0.${tries}`).signIn({ ...asAnna, login: `user-${tries}` })).statusCode).toBe(401);
    }
    const refused = await from('10.0.0.9').signIn(asAnna);
    expect([refused.statusCode, alertOf(refused)]).toEqual([429, expect.stringContaining('Too many sign-ins have failed.')]);
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60);
  });

  it('is followed by a right sign-in of our own user, from which Odoo counts anew', async () => {
    const office = await anOffice();
    office.sim.calls.reset();
    await aBrowser(office).signIn({ ...asAnna, password: 'guess' });
    const signIns = office.sim.calls.entries().find(({ method }) => method === 'authenticate');
    expect(signIns?.count).toBe(2);
  });

  it('lets eight people in who come at the same moment', async () => {
    const office = await anOffice();
    const answers = await Promise.all(Array.from({ length: 8 }, () => aBrowser(office).signIn(asAnna)));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(new Array(8).fill(303));
  });

  it('is not what people do who know their password', async () => {
    const office = await anOffice();
    for (let times = 0; times < 12; times += 1) expect((await aBrowser(office).signIn(asAnna)).statusCode).toBe(303);
  });
});
