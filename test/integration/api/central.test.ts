import { centralSchema } from '@branch-sync/contract';
import { audit, central } from '@branch-sync/db';
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { certificate } from '../../../packages/odoo/src/testing/certificates.ts';
import { canarySecret } from '../../harness/world.ts';
import { aCentralInput, anApi, type TestApi } from './an-api.ts';

async function secretOf({ database, deps }: TestApi) {
  const [row] = await database.db.select().from(central);
  return deps.secretBox.open(row?.secretEnvelope ?? '', { table: 'central', row: '1', field: 'secret' });
}

describe('the central connection', () => {
  it('is told to be missing until it is set', async () => {
    const api = await anApi();
    expect((await api.call('GET', '/api/central')).json()).toMatchObject({ status: 404, code: 'central.not_set' });
    expect((await api.call('POST', '/api/central/test')).json()).toMatchObject({ status: 404, code: 'central.not_set' });
  });

  it('is set, sealed, and given back without its secret', async () => {
    const api = await anApi();
    const set = await api.call('PUT', '/api/central', { body: aCentralInput({ transport: 'json2' }) });
    expect(set.statusCode).toBe(200);
    expect(centralSchema.parse(set.json())).toMatchObject({ login: 'sync_central', transport: 'json2', secretSet: true });
    expect((await api.call('GET', '/api/central')).json()).toEqual(set.json());
    expect(await secretOf(api)).toBe(canarySecret);
  });

  it('needs a secret the first time, and keeps it where none is given later', async () => {
    const api = await anApi();
    const { secret: _, ...withoutSecret } = aCentralInput();
    const first = await api.call('PUT', '/api/central', { body: withoutSecret });
    expect(first.json()).toMatchObject({ status: 422, errors: [{ field: 'secret', message: 'is required' }] });
    await api.call('PUT', '/api/central', { body: aCentralInput() });
    const later = await api.call('PUT', '/api/central', { body: { ...withoutSecret, url: 'http://127.0.0.1:2' } });
    expect(later.json()).toMatchObject({ url: 'http://127.0.0.1:2', secretSet: true });
    expect(await secretOf(api)).toBe(canarySecret);
  });

  it('forgets what was learned of the one before', async () => {
    const api = await anApi();
    await api.call('PUT', '/api/central', { body: aCentralInput() });
    const facts = { connection: { version: { text: '19.0', major: 19, minor: 0 }, transport: 'json2', uid: 9 } };
    await api.database.db.update(central).set({ facts, factsAt: new Date() });
    expect((await api.call('GET', '/api/central')).json().lastContact).toMatchObject({ version: '19.0' });
    expect((await api.call('PUT', '/api/central', { body: aCentralInput() })).json().lastContact).toBeNull();
  });

  it('is told whom to trust, and forgets it where that is not said again', async () => {
    const api = await anApi();
    const tlsCa = certificate('authority');
    const set = await api.call('PUT', '/api/central', { body: aCentralInput({ tlsCa: `ours:\n${tlsCa}`, tlsVerify: false }) });
    expect(centralSchema.parse(set.json())).toMatchObject({ tlsCa, tlsVerify: false });
    expect((await api.call('GET', '/api/central')).json()).toMatchObject({ tlsCa, tlsVerify: false });
    expect((await api.call('PUT', '/api/central', { body: aCentralInput() })).json()).toMatchObject({
      tlsCa: null,
      tlsVerify: true,
    });
  });

  it('is audited field by field, and its secret as changed', async () => {
    const api = await anApi();
    const put = (given: Record<string, unknown>) => api.call('PUT', '/api/central', { body: aCentralInput(given) });
    await put({});
    await put({ url: 'http://127.0.0.1:2', secret: undefined });
    await put({ url: 'http://127.0.0.1:2' });
    await put({ url: 'http://127.0.0.1:2', secret: undefined });
    const entries = await api.database.db.select().from(audit).where(eq(audit.action, 'central.set')).orderBy(audit.id);
    expect(entries).toHaveLength(4);
    expect(entries.every(({ actor, subject }) => actor === 'key:admin' && subject === 'central')).toBe(true);
    expect(entries.map(({ changes }) => changes)).toEqual([
      expect.arrayContaining([
        { field: 'url', before: null, after: 'http://127.0.0.1:1' },
        { field: 'tlsVerify', before: null, after: true },
        { field: 'secret', before: null, after: 'changed' },
      ]),
      [{ field: 'url', before: 'http://127.0.0.1:1', after: 'http://127.0.0.1:2' }],
      [{ field: 'secret', before: 'set', after: 'changed' }],
      [],
    ]);
  });
});
