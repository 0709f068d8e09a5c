import { apiKeySchema, createdApiKeySchema } from '@branch-sync/contract';
import { apiKeys, bootstrapAdminKey } from '@branch-sync/db';
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { anApi, bearer, type TestApi } from './an-api.ts';

async function makeKey(api: TestApi, given: Record<string, unknown> = {}) {
  const answer = await api.call('POST', '/api/keys', { body: { name: 'till report', role: 'viewer', ...given } });
  expect(answer.statusCode, answer.body).toBe(201);
  return createdApiKeySchema.parse(answer.json());
}

const statusWith = async (api: TestApi, key: string, path = '/api/runs') =>
  (await api.call('GET', path, { as: null, headers: bearer(key) })).statusCode;

describe('API keys', () => {
  it('are shown once, and kept as their digest', async () => {
    const api = await anApi();
    const made = await makeKey(api);
    expect(made.key).toMatch(/^bs_[0-9a-f]{8}_[A-Za-z0-9_-]{43}$/);
    expect(made.key.startsWith(`${made.prefix}_`)).toBe(true);
    expect(await statusWith(api, made.key)).toBe(200);
    const listed = await api.call('GET', '/api/keys');
    expect(listed.body).toContain(made.id);
    for (const text of [listed.body, api.log(), JSON.stringify(await api.database.db.select().from(apiKeys))]) {
      expect(text).not.toContain(made.key.slice(made.prefix.length + 1));
    }
  });

  it('open nothing when they are nearly right', async () => {
    const api = await anApi();
    const { key } = await makeKey(api);
    const last = key.endsWith('A') ? 'B' : 'A';
    for (const wrong of [`${key}x`, key.slice(0, -1), `${key.slice(0, -1)}${last}`, key.toUpperCase()]) {
      expect(await statusWith(api, wrong)).toBe(401);
    }
  });

  it('open nothing once they are revoked', async () => {
    const api = await anApi();
    const { id, key } = await makeKey(api);
    expect((await api.call('DELETE', `/api/keys/${id}`)).statusCode).toBe(204);
    expect(await statusWith(api, key)).toBe(401);
    expect((await api.call('DELETE', `/api/keys/${id}`)).statusCode).toBe(404);
    const { items } = (await api.call('GET', '/api/keys')).json<{ items: unknown[] }>();
    expect(items.map((item) => apiKeySchema.parse(item)).find((key) => key.id === id)?.revokedAt).not.toBeNull();
  });

  it('open nothing once they have expired', async () => {
    const api = await anApi();
    const soon = await makeKey(api, { expiresAt: '2999-01-01T00:00:00Z' });
    const past = await makeKey(api, { expiresAt: '2020-01-01T00:00:00+01:00' });
    expect(await statusWith(api, soon.key)).toBe(200);
    expect(await statusWith(api, past.key)).toBe(401);
  });

  it('tell when they were last used', async () => {
    const api = await anApi();
    const { id, key } = await makeKey(api);
    const lastUsed = async () => (await api.database.db.select().from(apiKeys).where(eq(apiKeys.id, id)))[0]?.lastUsedAt;
    expect(await lastUsed()).toBeNull();
    await statusWith(api, key);
    expect(await lastUsed()).toBeInstanceOf(Date);
  });
});

describe('the admin key of the environment', () => {
  const first = 'an-admin-key-of-my-own-choice';
  const second = 'bs_12345678_another-admin-key';

  it('opens, however often and wherever it is set up', async () => {
    const api = await anApi();
    await Promise.all([1, 2, 3].map(() => bootstrapAdminKey(api.database.db, first)));
    expect(await statusWith(api, first, '/api/keys')).toBe(200);
    const rows = await api.database.db.select().from(apiKeys).where(eq(apiKeys.name, 'bootstrap'));
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(first.slice(0, 8));
  });

  it('is replaced when the variable changes, and gone without it', async () => {
    const api = await anApi();
    await bootstrapAdminKey(api.database.db, first);
    await bootstrapAdminKey(api.database.db, second);
    expect([await statusWith(api, first), await statusWith(api, second)]).toEqual([401, 200]);
    await bootstrapAdminKey(api.database.db, first);
    expect([await statusWith(api, first), await statusWith(api, second)]).toEqual([200, 401]);
    await bootstrapAdminKey(api.database.db, null);
    expect([await statusWith(api, first), await statusWith(api, second)]).toEqual([401, 401]);
  });
});
