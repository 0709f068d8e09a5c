import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig, requireDatabaseUrl, requireEncryptionKeys } from './config.ts';
import { environmentVariables } from './variables.ts';

const key = randomBytes(32).toString('base64');

function problemsOf(environment: Record<string, string>): Record<string, string> {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError)
      return Object.fromEntries(error.problems.map(({ variable, problem }) => [variable, problem]));
    throw error;
  }
  return {};
}

describe('readConfig', () => {
  it('needs nothing on a laptop', () => {
    expect(readConfig({})).toMatchObject({
      databaseUrl: null,
      redisUrl: null,
      api: { host: '127.0.0.1', port: 3000, publicUrl: 'http://127.0.0.1:3000', trustedProxies: null, requestsPerMinute: 600 },
      workerConcurrency: 50,
      centralPace: { writers: { min: 1, max: 2 }, batchOrders: { min: 10, max: 200 } },
      workerDrainMs: 120_000,
      workerProbes: null,
      odoo: { connectTimeoutMs: 5_000, callTimeoutMs: 60_000, privateAddresses: 'allow' },
    });
  });

  it('takes an empty variable for none, and the port into the public URL', () => {
    expect(readConfig({ REDIS_URL: ' ', API_PORT: '8080' })).toMatchObject({
      redisUrl: null,
      api: { publicUrl: 'http://127.0.0.1:8080' },
    });
  });

  it('writes an address of IPv6 as URLs want it', () => {
    expect(readConfig({ API_HOST: '::1' }).api.publicUrl).toBe('http://[::1]:3000');
  });

  it('gives a stopping worker two calls’ time, or what is said', () => {
    expect(readConfig({ ODOO_CALL_TIMEOUT_MS: '5000' }).workerDrainMs).toBe(10_000);
    expect(readConfig({ ODOO_CALL_TIMEOUT_MS: '5000', WORKER_DRAIN_MS: '25000' }).workerDrainMs).toBe(25_000);
  });

  it('allows private addresses unless they are refused', () => {
    expect(readConfig({ ODOO_PRIVATE_ADDRESSES: 'refuse' }).odoo.privateAddresses).toBe('refuse');
    expect(problemsOf({ ODOO_PRIVATE_ADDRESSES: 'no' })).toEqual({ ODOO_PRIVATE_ADDRESSES: 'must be allow or refuse' });
  });

  it('knows where a worker’s probes are', () => {
    expect(readConfig({ WORKER_HEALTH_PORT: '0' }).workerProbes).toEqual({ host: '127.0.0.1', port: 0 });
    expect(readConfig({ WORKER_HEALTH_HOST: '::', WORKER_HEALTH_PORT: '3001' }).workerProbes).toEqual({ host: '::', port: 3001 });
  });

  it('lets people of three groups of central in, for an hour unused and twelve at most', () => {
    expect(readConfig({}).access).toEqual({
      signInWith: ['odoo', 'local', 'key'],
      odooGroups: {
        viewer: ['sales_team.group_sale_salesman_all_leads'],
        operator: ['sales_team.group_sale_manager'],
        admin: ['base.group_system'],
      },
      session: { idleMs: 3_600_000, maxMs: 43_200_000 },
      groupCheck: { everyMs: 300_000, graceMs: 3_600_000 },
      oidc: null,
      metricsToken: null,
    });
  });

  it('knows an OpenID provider, and which of its groups may in', () => {
    const provider = { OIDC_ISSUER: 'https://login.example/realm', OIDC_CLIENT_ID: 'sync', OIDC_ADMIN_GROUPS: 'it, heads' };
    const { oidc } = readConfig({ ...provider, OIDC_CLIENT_SECRET: 'canary' }).access;
    expect(oidc).toMatchObject({
      issuer: 'https://login.example/realm',
      name: 'OpenID Connect',
      groupsClaim: 'groups',
      groups: { viewer: [], operator: [], admin: ['it', 'heads'] },
    });
    expect(oidc?.clientSecret?.reveal()).toBe('canary');
    expect(JSON.stringify(oidc)).not.toContain('canary');
    expect(problemsOf({ ...provider, OIDC_ADMIN_GROUPS: '' })).toEqual({
      OIDC_ADMIN_GROUPS: expect.stringContaining('nobody could'),
    });
    expect(problemsOf({ ...provider, OIDC_CLIENT_ID: '' })).toEqual({ OIDC_CLIENT_ID: expect.stringContaining('is not set') });
  });

  it('leaves all ways in out but a provider, where there is one', () => {
    const provider = { OIDC_ISSUER: 'https://login.example/realm', OIDC_CLIENT_ID: 'sync', OIDC_ADMIN_GROUPS: 'it' };
    expect(readConfig({ ...provider, SIGN_IN_WITH: 'oidc' }).access.signInWith).toEqual([]);
    expect(readConfig({ SIGN_IN_WITH: 'key,local' }).access.signInWith).toEqual(['local', 'key']);
    expect(problemsOf({ SIGN_IN_WITH: 'oidc' })).toEqual({ OIDC_ISSUER: expect.stringContaining('is not set') });
  });

  it.each([
    ['SIGN_IN_WITH', 'odoo,face'],
    ['ODOO_ADMIN_GROUPS', 'Administrators'],
    ['OIDC_ISSUER', 'http://login.example'],
    ['OIDC_ISSUER', 'https://login.example/?tenant=1'],
    ['OIDC_SCOPES', 'profile'],
    ['SESSION_IDLE_MINUTES', '0'],
  ])('refuses %s=%s', (variable, value) => {
    expect(Object.keys(problemsOf({ [variable]: value }))).toEqual([variable]);
  });

  it.each([
    ['loopback', ['loopback']],
    ['10.1.0.0/16, 2001:db8::/32,uniquelocal', ['10.1.0.0/16', '2001:db8::/32', 'uniquelocal']],
    ['192.0.2.7', ['192.0.2.7']],
    ['2', 2],
  ])('knows whose word about clients’ addresses is taken: %s', (text, proxies) => {
    expect(readConfig({ TRUST_PROXY: text }).api.trustedProxies).toEqual(proxies);
  });

  it.each([
    ['true', 'entry 1 is none of'],
    ['*', 'entry 1 is none of'],
    ['loopback, proxy.example', 'entry 2 is none of'],
    ['loopback,', 'entry 2 is none of'],
    ['0.0.0.0/0', 'entry 1 is none of'],
    ['10.0.0.0/33', 'entry 1 is none of'],
    ['10.0.0.0/255.0.0.0', 'entry 1 is none of'],
    ['::/129', 'entry 1 is none of'],
    ['0', 'must be from 1 to 10; to trust none, leave it unset'],
    ['11', 'must be from 1 to 10'],
  ])('refuses to trust "%s"', (text, words) => {
    expect(problemsOf({ TRUST_PROXY: text })['TRUST_PROXY']).toContain(words);
  });

  it('cannot be changed, at any depth', () => {
    const config = readConfig({ ENCRYPTION_KEYS: `k1:${key}`, WORKER_HEALTH_PORT: '1', TRUST_PROXY: 'loopback' });
    for (const part of [config, config.api, config.api.trustedProxies, config.odoo, config.workerProbes, config.encryptionKeys])
      expect(Object.isFrozen(part)).toBe(true);
  });

  it('names everything that is wrong at once', () => {
    const problems = problemsOf({
      DATABASE_URL: 'mysql://x',
      API_PORT: '70000',
      LOG_LEVEL: 'loud',
      CENTRAL_WRITERS: '0',
      ENCRYPTION_KEYS: 'k1:short',
      ADMIN_API_KEY: 'short',
    });
    expect(Object.keys(problems).sort()).toEqual([
      'ADMIN_API_KEY',
      'API_PORT',
      'CENTRAL_WRITERS',
      'DATABASE_URL',
      'ENCRYPTION_KEYS',
      'LOG_LEVEL',
    ]);
    expect(problems['ENCRYPTION_KEYS']).toContain('openssl rand -base64 32');
  });

  it.each([
    [`${key}`, 'entry 1 is not of the form'],
    [`k1:${key},k1:${key}`, '"k1" is given twice'],
    [`k1:${key},k2:AAAA`, '"k2" is not 32 bytes'],
    [`k1:${key.slice(0, 20)}*${key.slice(20)}`, '"k1" is not 32 bytes'],
  ])('explains what is wrong with keys without showing them', (keys, words) => {
    const problem = problemsOf({ ENCRYPTION_KEYS: keys })['ENCRYPTION_KEYS'];
    expect(problem).toContain(words);
    expect(problem).not.toContain(key);
  });

  it('prints no secret, however it is printed', () => {
    const config = readConfig({
      DATABASE_URL: 'postgres://u:canary@h/d',
      REDIS_URL: 'redis://:canary@h',
      ENCRYPTION_KEYS: `k1:${key}`,
      ADMIN_API_KEY: 'canary-canary-canary-canary',
    });
    const printed = `${inspect(config, { depth: 9, showHidden: true })} ${JSON.stringify(config)} ${config.adminApiKey} ${config.databaseUrl}`;
    expect(printed).not.toContain('canary');
    expect(printed).not.toContain(key);
    expect(requireDatabaseUrl(config)).toBe('postgres://u:canary@h/d');
    expect(Buffer.from(requireEncryptionKeys(config)[0].key).toString('base64')).toBe(key);
  });

  it('says what to do where a process cannot do without', () => {
    expect(() => requireDatabaseUrl(readConfig({}))).toThrow(/DATABASE_URL: is not set/);
    expect(() => requireEncryptionKeys(readConfig({}))).toThrow(/ENCRYPTION_KEYS: is not set/);
  });
});

describe('.env.example', () => {
  it('lists every variable with its default, and no other', () => {
    const text = readFileSync(new URL('../../../.env.example', import.meta.url), 'utf8');
    const listed = [...text.matchAll(/^(?:# )?([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [
      name,
      // As a shell reads it.
      value?.replace(/^"(.*)"$/, '$1'),
    ]);
    expect(listed).toEqual(environmentVariables.map(({ name, default: standard }) => [name, standard ?? '']));
  });
});
