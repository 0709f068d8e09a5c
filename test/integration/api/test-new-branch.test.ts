import { connectionCheckSchema } from '@branch-sync/contract';
import { recordedBranch, recordedCentral, startOdooSim } from '@branch-sync/odoo-sim';
import { expect, it, onTestFinished } from 'vitest';
import { storedTexts } from '../../harness/stored-texts.ts';
import { canarySecret } from '../../harness/world.ts';
import { aBranchInput, aCentralInput, anApi } from './an-api.ts';

/** Of the recorded branches the second rounds taxes otherwise than central. */
async function aPlace({ branchNumber = 1 }: { branchNumber?: 1 | 2 } = {}) {
  const password = canarySecret;
  const central = recordedCentral('central', { password });
  const branch = recordedBranch(branchNumber, 'branch-1', { password });
  const sim = await startOdooSim({ databases: [central, branch] });
  onTestFinished(() => sim.close());
  const api = await anApi({ connectionTestMs: 1_500 });
  await api.call('PUT', '/api/central', { body: aCentralInput({ url: sim.url }) });
  const { url, database, login, secret } = aBranchInput({ url: sim.url });
  const settings = { url, database, login, secret };
  const test = async (given: Record<string, unknown> = {}) => {
    const answer = await api.call('POST', '/api/branches/test', { body: { ...settings, ...given } });
    expect(answer.statusCode, answer.body).toBe(200);
    const check = connectionCheckSchema.parse(answer.json());
    return { ...check, codes: check.findings.filter(({ level }) => level !== 'ok').map(({ code }) => code) };
  };
  return { api, sim, branch, settings, test };
}

it('tries a connection of which there is no branch yet, as that of a branch is tried', async () => {
  const { api, test, settings } = await aPlace();
  const tried = await test();
  expect(tried).toMatchObject({ ok: true, version: '19.0', user: { login: 'sync_branch' }, codes: [] });
  const added = await api.call('POST', '/api/branches', { body: aBranchInput(settings) });
  expect(added.statusCode, added.body).toBe(201);
  const kept = connectionCheckSchema.parse((await api.call('POST', '/api/branches/B1/test')).json());
  const told = ({ findings }: { findings: readonly { code: string }[] }) => findings.map(({ code }) => code);
  // Only what its settings name in central is not looked for: it has none yet.
  expect(told(tried)).toEqual(told(kept).filter((code) => code !== 'check.references'));
});

it('compares the companies of both sides before there is a branch', async () => {
  const { test } = await aPlace({ branchNumber: 2 });
  expect(await test()).toMatchObject({ ok: true, codes: ['check.rounding_differs'] });
});

it.each([
  [{ secret: 'wrong' }, 'branch.wrong_login'],
  [{ database: 'nodb' }, 'branch.wrong_database'],
  [{ url: 'http://127.0.0.1:1' }, 'branch.unreachable'],
])('tells what is wrong with %o', async (given, code) => {
  const { test } = await aPlace();
  const check = await test(given);
  expect(check).toMatchObject({ ok: false, user: null, codes: [code] });
  expect(check.findings.find((finding) => finding.code === code)?.message).toMatch(/^Branch \(127\.0\.0\.1:\d+\) /);
});

it('ends in a finding when the other side hangs', async () => {
  const { sim, test } = await aPlace();
  sim.outages.add({ kind: 'hang', match: { database: 'branch-1' } });
  expect((await test()).codes).toContain('branch.timeout');
});

it('keeps nothing of it but who asked what, without the secret', async () => {
  const { api, sim, test } = await aPlace();
  sim.outages.add({
    ...{ kind: 'fault', code: 2, match: { database: 'branch-1', model: 'res.users' } },
    text: `you sent "${canarySecret}"`,
  });
  const check = await test();
  expect(JSON.stringify(check)).toContain('you sent');
  expect(JSON.stringify(check)).not.toContain(canarySecret);
  expect(api.log()).not.toContain(canarySecret);
  for (const [place, text] of await storedTexts(api.database)) expect(text, place).not.toContain(canarySecret);
  expect((await api.call('GET', '/api/branches')).json().items).toEqual([]);
  const { items } = (await api.call('GET', '/api/audit?action=branch.test')).json();
  expect(items).toMatchObject([
    { action: 'branch.test', actor: 'key:admin', branchCode: null, detail: { ok: false, url: sim.url, login: 'sync_branch' } },
  ]);
});

it.each([
  [{ secret: undefined }, 'secret'],
  [{ url: 'ftp://pos.example' }, 'url'],
  [{ tlsCa: 'no certificate' }, 'tlsCa'],
  [{ code: 'B1' }, 'code'],
])('refuses %o', async (given, field) => {
  const { api, settings } = await aPlace();
  const answer = await api.call('POST', '/api/branches/test', { body: { ...settings, ...given } });
  expect([answer.statusCode, answer.json().errors?.[0].field], answer.body).toEqual([422, field]);
});
