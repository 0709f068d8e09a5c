import { readConfig } from '@branch-sync/config';
import { aboutSchema } from '@branch-sync/contract';
import { cliActor, createApiKey } from '@branch-sync/db';
import { chooseQueueStore, openQueues } from '@branch-sync/queue';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { ownVersion } from '../../../apps/api/src/about/process-facts.ts';
import { aBranch } from './a-run.ts';
import { anApi, bearer, type TestApi } from './an-api.ts';

const provider = {
  OIDC_ISSUER: 'https://login.example',
  OIDC_CLIENT_ID: 'canary-client',
  OIDC_CLIENT_SECRET: 'canary-oidc-secret',
  OIDC_NAME: 'The company',
  OIDC_ADMIN_GROUPS: 'it, heads',
  METRICS_TOKEN: 'canary-metrics-token-1',
};

async function read({ call }: TestApi) {
  const answer = await call('GET', '/api/about', { as: 'viewer' });
  expect(answer.statusCode, answer.body).toBe(200);
  return aboutSchema.parse(answer.json());
}

describe('what runs here', () => {
  it('is told with its versions, its queue and its settings', async () => {
    const startedAt = new Date('2026-11-20T08:00:00Z');
    const processFacts = { version: await ownVersion(), startedAt, retentionDays: 30 };
    const api = await anApi({ processFacts, publicUrl: 'https://sync.example' });
    expect(await read(api)).toEqual({
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      node: process.versions.node,
      database: expect.stringMatching(/^\d+\.\d+$/),
      queue: 'postgres',
      startedAt: '2026-11-20T08:00:00.000Z',
      publicUrl: 'https://sync.example',
      retentionDays: 30,
      signIn: {
        ways: ['odoo', 'local', 'key'],
        oidcName: null,
        odooGroups: {
          viewer: ['sales_team.group_sale_salesman_all_leads'],
          operator: ['sales_team.group_sale_manager'],
          admin: ['base.group_system'],
        },
        oidcGroups: null,
      },
    });
  });

  it('says which groups of a provider may in, and no secret', async () => {
    const api = await anApi({ access: readConfig({ ...provider, SIGN_IN_WITH: 'oidc,local' }).access });
    const { signIn } = await read(api);
    expect(signIn).toEqual({
      ways: ['local'],
      oidcName: 'The company',
      odooGroups: null,
      oidcGroups: { viewer: [], operator: [], admin: ['it', 'heads'] },
    });
    expect((await api.call('GET', '/api/about')).body).not.toContain('canary');
  });

  it.skipIf(inject('redisUrl') === null)('says that the queue lives in Redis', async () => {
    const store = chooseQueueStore({ redisUrl: inject('redisUrl'), databaseUrl: '', prefix: 'about' });
    const queues = openQueues(store, () => undefined);
    onTestFinished(() => queues.close());
    expect(await read(await anApi({ queues }))).toMatchObject({ queue: 'redis' });
  });

  it('is told to a key for one branch too', async () => {
    const api = await anApi();
    await aBranch(api, 'B1');
    const ask = { name: 'of B1', role: 'viewer', branches: ['B1'], expiresAt: null } as const;
    const { secret } = await createApiKey(api.database.db, cliActor, ask);
    expect((await api.call('GET', '/api/about', { as: null, headers: bearer(secret) })).statusCode).toBe(200);
  });
});
