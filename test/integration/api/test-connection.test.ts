import { connectionCheckSchema } from '@branch-sync/contract';
import { DEFAULT_LIMITS } from '@branch-sync/odoo';
import { type OdooDatabase, type OdooSim, recordedBranch, recordedCentral, startOdooSim } from '@branch-sync/odoo-sim';
import { describe, expect, it, onTestFinished } from 'vitest';
import { certificate } from '../../../packages/odoo/src/testing/certificates.ts';
import { aTlsFront } from '../../harness/tls-front.ts';
import { canarySecret } from '../../harness/world.ts';
import { aBranchInput, aCentralInput, anApi, type TestApi } from './an-api.ts';

interface Connected extends TestApi {
  readonly sim: OdooSim;
  readonly central: OdooDatabase;
  readonly branch: OdooDatabase;
}

/** What the recorded central has: Branch 1 Walk-in, Anna, Warehouse B1, Branch 1 prices. */
const settings = { defaultCustomerId: 95, defaultSalespersonId: 7, warehouseId: 3, pricelistId: 1, companyId: 1 };

/** The API with central and a branch set up, both served by a stand-in. */
async function aConnectedApi({
  branchNumber = 1,
  given = {},
  clock,
}: {
  branchNumber?: 1 | 2;
  given?: Record<string, unknown>;
  clock?: () => Date;
} = {}): Promise<Connected> {
  const password = canarySecret;
  const central = recordedCentral('central', { password });
  const branch = recordedBranch(branchNumber, 'branch-1', { password, ...(clock === undefined ? {} : { clock }) });
  const sim = await startOdooSim({ databases: [central, branch] });
  onTestFinished(() => sim.close());
  const api = await anApi({ connectionTestMs: 1_500 });
  await api.call('PUT', '/api/central', { body: aCentralInput({ url: sim.url }) });
  const added = await api.call('POST', '/api/branches', { body: aBranchInput({ url: sim.url, ...settings, ...given }) });
  expect(added.statusCode, added.body).toBe(201);
  return { ...api, sim, central, branch };
}

async function test(api: TestApi, path: '/api/central/test' | '/api/branches/B1/test') {
  const answer = await api.call('POST', path, { as: 'operator' });
  expect(answer.statusCode, answer.body).toBe(200);
  expect(answer.body).not.toContain(canarySecret);
  const check = connectionCheckSchema.parse(answer.json());
  return { ...check, codes: check.findings.filter(({ level }) => level !== 'ok').map(({ code }) => code) };
}

it('says of an address that is refused only that it is', async () => {
  const api = await anApi({ limits: { ...DEFAULT_LIMITS, privateAddresses: 'refuse' } });
  const told = [];
  for (const url of ['http://127.0.0.1:1', new URL(api.database.url.replace('postgres', 'http')).origin, 'http://10.11.12.13']) {
    await api.call('PUT', '/api/central', { body: aCentralInput({ url }) });
    const { findings } = await test(api, '/api/central/test');
    told.push(findings.map(({ code, message }) => `${code}: ${message.replace(/\(.*?\)/, '')}`));
  }
  const only =
    'central.address_refused: Central  is not asked: private and loopback addresses are refused here (ODOO_PRIVATE_ADDRESSES).';
  expect(told).toEqual([[only], [only], [only]]);
});

describe('testing central', () => {
  it('tells version, wire, user, company, decimals and clock of a connection that does', async () => {
    const check = await test(await aConnectedApi(), '/api/central/test');
    expect(check).toMatchObject({
      ok: true,
      version: '19.0',
      transport: 'xmlrpc',
      user: { login: 'sync_central', timezone: 'Europe/Brussels' },
      company: { id: 1, currency: 'USD', taxRoundingMethod: 'round_globally' },
      missingRights: [],
      digits: { quantity: 2, discount: 2, price: null },
    });
    expect(Math.abs(check.clockOffsetMs ?? 99_999)).toBeLessThan(30_000);
    const codes = check.findings.map(({ code }) => code);
    expect(codes).toEqual(['check.reachable', 'check.login', 'check.rights', 'check.clock']);
  });

  it('names every right that is missing, and what to do', async () => {
    const api = await aConnectedApi();
    api.central.deny('sale.order', 'create');
    api.central.deny('account.tax', 'read');
    const check = await test(api, '/api/central/test');
    expect(check.ok).toBe(false);
    expect(check.missingRights).toEqual([
      { model: 'sale.order', operation: 'create' },
      { model: 'account.tax', operation: 'read' },
    ]);
    expect(check.findings).toContainEqual({
      level: 'error',
      code: 'check.right_missing',
      message: 'The user lacks the right to create sale.order.',
      fix: 'Give the service user the group that brings this right (README, “The two Odoo users”).',
    });
  });

  it.each([
    [{ secret: 'wrong' }, 'central.wrong_login'],
    [{ database: 'nodb' }, 'central.wrong_database'],
    [{ url: 'http://127.0.0.1:1' }, 'central.unreachable'],
    [{ transport: 'json2' }, 'central.wrong_login'],
  ])('tells what is wrong with %o', async (given, code) => {
    const api = await aConnectedApi();
    await api.call('PUT', '/api/central', { body: aCentralInput({ url: api.sim.url, ...given }) });
    const check = await test(api, '/api/central/test');
    expect(check).toMatchObject({ ok: false, user: null, codes: [code] });
    expect(check.findings.find(({ level }) => level === 'error')?.fix).toMatch(/\.$/);
  });

  it.each(['html-502', 'hang', 'reset-before', 'half-answer'] as const)(
    'ends in a finding when the server does this: %s',
    async (kind) => {
      const api = await aConnectedApi();
      api.sim.outages.add({ kind });
      const check = await test(api, '/api/central/test');
      expect(check.ok).toBe(false);
      expect(check.version).toBeNull();
      const expected = { 'html-502': 'central.busy', hang: 'central.timeout' } as Record<string, string>;
      expect(check.codes).toHaveLength(1);
      if (expected[kind]) expect(check.codes).toEqual([expected[kind]]);
    },
  );

  it('gives what it knows when the time is over in the middle', async () => {
    const api = await aConnectedApi();
    api.sim.outages.add({ kind: 'hang', match: { model: 'res.company' } });
    const check = await test(api, '/api/central/test');
    expect(check).toMatchObject({ ok: false, version: '19.0', user: { login: 'sync_central' }, company: null });
    expect(check.codes).toEqual(['central.timeout']);
  });
});

describe('testing a connection over TLS', () => {
  const tlsCa = certificate('authority');
  const testsOf = async (identity: 'loopback' | 'elsewhere', given: Record<string, unknown>) => {
    const api = await aConnectedApi();
    const url = await aTlsFront(api.sim.port, identity);
    await api.call('PUT', '/api/central', { body: aCentralInput({ url, ...given }) });
    await api.call('PATCH', '/api/branches/B1', { body: { url, ...given } });
    return { api, central: await test(api, '/api/central/test'), branch: await test(api, '/api/branches/B1/test') };
  };

  it('refuses an authority of one’s own until it is told of it', async () => {
    const { central, branch } = await testsOf('loopback', {});
    expect([central.codes, branch.codes]).toEqual([['central.tls'], ['branch.tls', 'central.tls']]);
    const told = await testsOf('loopback', { tlsCa });
    expect([told.central, told.branch]).toMatchObject([
      { ok: true, codes: [] },
      { ok: true, codes: [] },
    ]);
    expect(told.api.log()).not.toContain('not verified');
  });

  it('refuses a certificate for another host, and takes it unverified: with a warning, and a line in the log', async () => {
    expect((await testsOf('elsewhere', { tlsCa })).central).toMatchObject({ ok: false, codes: ['central.tls'] });
    const { api, central, branch } = await testsOf('elsewhere', { tlsVerify: false });
    expect([central, branch]).toMatchObject([
      { ok: true, codes: ['check.tls_unverified'] },
      { ok: true, codes: ['check.tls_unverified'] },
    ]);
    const lines = api
      .log()
      .split('\n')
      .filter((line) => line.includes('not verified'));
    // Each client that was opened, not each call: central's, then the branch's and central's.
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { level: 40, place: expect.stringMatching(/^Central /) },
      { place: expect.stringMatching(/^Branch B1 /) },
      { place: expect.stringMatching(/^Central /) },
    ]);
  });

  it('does not warn where there is no TLS at all', async () => {
    const api = await aConnectedApi({ given: { tlsVerify: false } });
    expect(await test(api, '/api/branches/B1/test')).toMatchObject({ ok: true, codes: [] });
  });
});

describe('testing a branch', () => {
  it('holds its settings against central', async () => {
    const check = await test(await aConnectedApi(), '/api/branches/B1/test');
    expect(check).toMatchObject({ ok: true, user: { login: 'sync_branch' }, missingRights: [], digits: null });
    expect(check.findings.map(({ code }) => code)).toContain('check.references');
    expect(check.codes).toEqual([]);
  });

  it('asks for the right to make customers only where its rule needs it', async () => {
    const api = await aConnectedApi({ given: { customerRule: 'match_and_create' } });
    const rights = { create: 'may not create res.partner', write: 'may not write res.partner' };
    const lacking = await test(api, '/api/branches/B1/test');
    expect(lacking).toMatchObject({ ok: false, codes: ['check.customers_right', 'check.customers_right'] });
    for (const words of Object.values(rights)) expect(JSON.stringify(lacking.findings)).toContain(words);
    api.central.allow('res.partner', 'create');
    api.central.allow('res.partner', 'write');
    expect(await test(api, '/api/branches/B1/test')).toMatchObject({ ok: true, codes: [] });
  });

  it('asks for the rights that a push of what it takes needs, and looks for the shops that it names', async () => {
    const models = [{ model: 'account.tax' }, { model: 'pos.payment.method' }];
    const api = await aConnectedApi({ given: { masterData: { models, tillIds: [1, 55], pricelistId: 66 } } });
    const lacking = await test(api, '/api/branches/B1/test');
    expect(lacking.ok).toBe(false);
    expect(lacking.codes.sort()).toEqual([
      'check.push_right',
      'check.push_right',
      'check.reference_missing',
      'check.shop_missing',
    ]);
    const said = JSON.stringify(lacking.findings);
    for (const words of ['may not create it', 'the group Accounting / Administrator', 'id 55', 'pricelist of the master data']) {
      expect(said).toContain(words);
    }
    api.branch.allow('account.tax', 'create');
    api.branch.allow('account.tax', 'write');
    api.central.deny('account.journal', 'read');
    const patch = { masterData: { models, tillIds: [1] } };
    await api.call('PATCH', '/api/branches/B1', { body: patch });
    expect(await test(api, '/api/branches/B1/test')).toMatchObject({ ok: false, codes: ['check.push_read_right'] });
    api.central.allow('account.journal', 'read');
    expect(await test(api, '/api/branches/B1/test')).toMatchObject({ ok: true, codes: [] });
  });

  it('names what its settings name in vain', async () => {
    const check = await test(await aConnectedApi({ given: { warehouseId: 999, companyId: 77 } }), '/api/branches/B1/test');
    expect(check.ok).toBe(false);
    const messages = check.findings.map(({ message }) => message);
    expect(messages).toContain('The warehouse of the branch’s settings (id 999) does not exist in central.');
    expect(messages).toContain('The company of the branch’s settings (id 77) does not exist in central.');
  });

  it('warns where the two sides round taxes differently', async () => {
    const check = await test(await aConnectedApi({ branchNumber: 2 }), '/api/branches/B1/test');
    expect(check).toMatchObject({ ok: true, codes: ['check.rounding_differs'] });
  });

  it('warns of a clock that is off', async () => {
    const clock = () => new Date(Date.now() + 120_000);
    const check = await test(await aConnectedApi({ clock }), '/api/branches/B1/test');
    expect(check).toMatchObject({ ok: true, codes: ['check.clock_off'] });
    expect(check.findings.find(({ code }) => code === 'check.clock_off')?.message).toMatch(
      /^Its clock is 1(19|20) s ahead of ours\.$/,
    );
  });

  it('speaks of central, not of the branch, where central is the trouble', async () => {
    const api = await aConnectedApi();
    await api.call('PUT', '/api/central', { body: aCentralInput({ url: api.sim.url, secret: 'wrong' }) });
    const check = await test(api, '/api/branches/B1/test');
    expect(check).toMatchObject({ user: { login: 'sync_branch' }, codes: ['central.wrong_login'] });
  });

  it('does without central where none is set', async () => {
    const branch = recordedBranch(1, 'branch-1', { password: canarySecret });
    const sim = await startOdooSim({ databases: [branch] });
    onTestFinished(() => sim.close());
    const api = await anApi();
    await api.call('POST', '/api/branches', { body: aBranchInput({ url: sim.url }) });
    expect(await test(api, '/api/branches/B1/test')).toMatchObject({ ok: true, codes: ['check.central_not_set'] });
  });

  it('tells when the stored secret cannot be opened', async () => {
    const api = await aConnectedApi();
    await api.database.sql`update branches set secret_envelope = 'v1.old-key.x.y.z'`;
    const check = await test(api, '/api/branches/B1/test');
    expect(check).toMatchObject({ ok: false, codes: ['secret.unreadable'] });
  });
});
