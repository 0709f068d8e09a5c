import { randomBytes } from 'node:crypto';
import {
  audit,
  bootstrapAdminKey,
  claimDueSchedules,
  cliActor,
  createApiKey,
  failures,
  links,
  runs,
  schedules,
} from '@branch-sync/db';
import { eq, sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { describe, expect, it } from 'vitest';
import { aBranch, aRun, over } from './a-run.ts';
import { anApi, type TestApi } from './an-api.ts';

const entriesOf = (api: TestApi, action: string) =>
  api.database.db.select().from(audit).where(eq(audit.action, action)).orderBy(audit.id);

describe('mappings in the audit', () => {
  const mapped = (centralId: number, source = 'hand') => ({ centralId, source });

  it('have what each was before; that a person has confirmed what was learned counts, what stayed does not', async () => {
    const api = await anApi();
    const branchId = await aBranch(api, 'B1');
    const learned = { branchId, model: 'product.product', source: 'barcode' } as const;
    await api.database.db.insert(links).values([1, 2, 3, 4].map((id) => ({ ...learned, remoteId: id, centralId: 10 + id })));
    const settings = [
      { model: 'product.product', remoteId: 1, centralId: 21 },
      { model: 'product.product', remoteId: 2, centralId: 12 },
      { model: 'product.product', remoteId: 3, centralId: null },
      { model: 'account.tax', remoteId: 1, centralId: 5 },
    ];
    for (const _ of ['once', 'again']) await api.call('PUT', '/api/branches/B1/links', { body: settings });
    const [first, again] = await entriesOf(api, 'links.set');
    expect(first).toMatchObject({ actor: 'key:admin', subject: 'branch:B1', branchId, detail: { set: 3, forgotten: 1 } });
    expect(first?.changes).toEqual([
      { field: 'account.tax/1', before: null, after: mapped(5) },
      { field: 'product.product/1', before: mapped(11, 'barcode'), after: mapped(21) },
      { field: 'product.product/2', before: mapped(12, 'barcode'), after: mapped(12) },
      { field: 'product.product/3', before: mapped(13, 'barcode'), after: null },
    ]);
    expect(again).toMatchObject({ changes: [] });
  });

  it('of cashiers tell who came, who changed and who went', async () => {
    const api = await anApi();
    const branchId = await aBranch(api, 'B1');
    const put = (pairs: readonly (readonly [number, number])[]) =>
      api.call('PUT', '/api/branches/B1/salespeople', {
        body: pairs.map(([remoteUserId, centralUserId]) => ({ remoteUserId, centralUserId })),
      });
    await put([
      [6, 8],
      [7, 8],
      [9, 8],
    ]);
    await put([
      [7, 9],
      [9, 8],
      [10, 8],
    ]);
    const [, second] = await entriesOf(api, 'salespeople.set');
    expect(second).toMatchObject({ branchId, detail: { count: 3 } });
    expect(second?.changes).toEqual([
      { field: 'res.users/6', before: mapped(8), after: null },
      { field: 'res.users/7', before: mapped(8), after: mapped(9) },
      { field: 'res.users/10', before: null, after: mapped(8) },
    ]);
  });

  it('by the thousand are counted, and the first of them told', async () => {
    const api = await anApi();
    const branchId = await aBranch(api, 'B1');
    const rows = Array.from({ length: 3_000 }, (_, index) => `product.product,${index + 1},${index + 7}`);
    const body = ['model,remote_id,central_id', ...rows, 'res.users,1,2'].join('\n');
    const answer = await api.call('POST', '/api/branches/B1/mappings/import', { body, headers: { 'content-type': 'text/csv' } });
    expect(answer.json()).toMatchObject({ applied: 3_001, bad: [] });
    const [entry] = await entriesOf(api, 'mappings.import');
    expect(entry).toMatchObject({ branchId, detail: { applied: 3_001, changesInAll: 3_001 } });
    expect(entry?.changes).toHaveLength(100);
    expect(entry?.changes[99]).toEqual({ field: 'product.product/100', before: null, after: mapped(106) });
  });

  it('of several branches name them', async () => {
    const api = await anApi();
    const ids = { B1: await aBranch(api, 'B1'), B2: await aBranch(api, 'B2') };
    const group = await standingFailures(api, Object.values(ids), { causeModel: 'product.product', causeRemoteId: 4 });
    const link = () => api.call('POST', `/api/failures/groups/${group}/link`, { body: { centralId: 30 } });
    expect((await link()).statusCode).toBe(200);
    await api.call('POST', '/api/failures/dismiss', { body: { filter: { branch: 'B2' }, reason: 'By hand.' } });
    expect((await link()).statusCode).toBe(200);
    const [both, one] = await entriesOf(api, 'failures.link');
    expect(both).toMatchObject({ branchId: null, detail: { branches: ['B1', 'B2'] } });
    expect(both?.changes).toEqual(
      ['B1', 'B2'].map((code) => ({ field: `${code} product.product/4`, before: null, after: mapped(30) })),
    );
    expect(one).toMatchObject({ branchId: ids.B1, changes: [] });
  });
});

/** One failure of an order for each branch, all of the same cause. Gives their group. */
async function standingFailures(
  api: TestApi,
  branchIds: readonly string[],
  given: Partial<typeof failures.$inferInsert> = {},
): Promise<string> {
  const words = { code: 'product.not_found', class: 'permanent', message: 'm', fix: 'f', fingerprint: 'salt' } as const;
  await api.database.db.insert(failures).values(
    branchIds.map((branchId, index) => ({
      ...{ id: uuidv7(), branchId, kind: 'receive' as const, ...words, remoteModel: 'pos.order', remoteId: index + 1 },
      ...given,
    })),
  );
  const [first] = await api.database.db.select().from(failures);
  return first?.cause ?? '';
}

describe('failures in the audit', () => {
  it('have their verdicts one by one, and their branch where it is one', async () => {
    const api = await anApi();
    const [b1, b2] = [await aBranch(api, 'B1'), await aBranch(api, 'B2')];
    const group = await standingFailures(api, [b1, b2]);
    const rows = await api.database.db.select().from(failures).orderBy(failures.id);
    const act = (path: string, body: unknown) => api.call('POST', `/api/failures/${path}`, { body });
    await act('dismiss', { group, reason: 'Known.' });
    await act('reopen', { ids: [rows[1]?.id] });
    await act('reopen', { ids: [rows[1]?.id] });
    const dismissed = { status: 'dismissed', dismissReason: 'Known.' };
    const open = { status: 'open', dismissReason: null };
    expect(await entriesOf(api, 'failures.dismiss')).toMatchObject([
      {
        branchId: null,
        detail: { selection: { group }, reason: 'Known.', changed: 2 },
        changes: rows.map(({ id }) => ({ field: `failure/${id}`, before: open, after: dismissed })),
      },
    ]);
    expect(await entriesOf(api, 'failures.reopen')).toMatchObject([
      { branchId: b2, detail: { changed: 1 }, changes: [{ field: `failure/${rows[1]?.id}`, before: dismissed, after: open }] },
      { branchId: null, detail: { changed: 0 }, changes: [] },
    ]);
    await act('retry', { ids: [rows[1]?.id] });
    expect(await entriesOf(api, 'failures.retry')).toMatchObject([
      { branchId: b2, detail: { outcome: { failures: 1, runs: [{ branchCode: 'B2' }] } } },
    ]);
  });
});

describe('runs in the audit', () => {
  it('have what was asked, of a long list the first, and are written down with their row or not at all', async () => {
    const api = await anApi();
    const branchId = await aBranch(api, 'B1');
    const orderIds = Array.from({ length: 150 }, (_, index) => index + 1);
    const ask = (path: string, body: unknown) => api.call('POST', `/api/branches/B1/${path}`, { body });
    await ask('receive', { orderIds });
    await ask('push/preview', { models: ['account.tax'] });
    await ask('push', { models: ['account.tax'], mode: 'all' });
    await ask('reconcile', { from: '2026-11-01', to: '2026-11-02' });
    const about = { actor: 'key:admin', subject: 'branch:B1', branchId, address: '127.0.0.1' };
    const made = await api.database.db.select().from(runs).orderBy(runs.id);
    const requests = [
      ['branch.receive', { orderIds: { first: orderIds.slice(0, 100), of: 150 } }],
      ['branch.push_preview', { mode: 'changed', models: ['account.tax'], dryRun: true }],
      ['branch.push', { mode: 'all', models: ['account.tax'] }],
      ['branch.reconcile', { from: '2026-11-01', to: '2026-11-02' }],
    ] as const;
    for (const [index, [action, request]] of requests.entries()) {
      const detail = { runId: made[index]?.id, request };
      expect(await entriesOf(api, action), action).toMatchObject([{ ...about, detail }]);
    }
    await api.database.sql`alter table audit rename to elsewhere`;
    expect((await ask('receive', {})).statusCode).toBe(500);
    expect(await api.database.db.$count(runs)).toBe(4);
  });

  it('have how they stood when they were called off, and what was done again', async () => {
    const api = await anApi();
    const branchId = await aBranch(api, 'B1');
    const queued = await aRun(api, branchId);
    const running = await aRun(api, branchId, { status: 'running', attempts: 1, startedAt: new Date() });
    const failed = await aRun(api, branchId, over('failed', { request: { since: '2026-11-01T00:00:00Z' } }));
    for (const { id } of [queued, running]) await api.call('POST', `/api/runs/${id}/cancel`);
    await api.call('POST', `/api/runs/${failed.id}/retry`);
    expect(await entriesOf(api, 'run.cancel')).toMatchObject([
      { subject: `run:${queued.id}`, branchId, changes: [{ field: 'status', before: 'queued', after: 'cancelled' }] },
      { subject: `run:${running.id}`, branchId, changes: [{ field: 'cancelRequestedAt', before: null }] },
    ]);
    expect(await entriesOf(api, 'run.retry')).toMatchObject([
      { subject: `run:${failed.id}`, branchId, detail: { branch: 'B1', kind: 'receive', request: failed.request } },
    ]);
  });

  it('that a schedule starts are there where they are pushes', async () => {
    const api = await anApi();
    const branchId = await aBranch(api, 'B1');
    const { db } = api.database;
    for (const kind of ['receive', 'push', 'reconcile'] as const) {
      const due = { branchId, kind, everySeconds: 600, nextDueAt: sql`now() - interval '1 minute'` };
      await db
        .insert(schedules)
        .values(due)
        .onConflictDoUpdate({ target: [schedules.branchId, schedules.kind], set: due });
    }
    const ask = { kinds: ['receive', 'push', 'reconcile'] as const, limit: 10, aheadMs: 0 };
    const claimed = await claimDueSchedules(db, ask, () => null);
    const runId = claimed.runs.find(({ kind }) => kind === 'push')?.id;
    expect(claimed.runs).toHaveLength(3);
    const made = await db.select().from(audit).where(eq(audit.actor, 'schedule'));
    expect(made).toMatchObject([
      { action: 'branch.push', subject: 'branch:B1', branchId, detail: { runId }, address: null, requestId: null },
    ]);
  });
});

describe('keys in the audit', () => {
  it('have what they may do and until when, and nothing of what they are', async () => {
    const api = await anApi();
    const expiresAt = '2100-01-01T00:00:00.000Z';
    const made = (await api.call('POST', '/api/keys', { body: { name: 'till', role: 'operator', expiresAt } })).json();
    await api.call('DELETE', `/api/keys/${made.id}`);
    const about = { subject: 'key:till', branchId: null, detail: { id: made.id, prefix: made.prefix } };
    const [, , , created] = await entriesOf(api, 'key.create');
    expect(created).toMatchObject({
      ...about,
      changes: [
        { field: 'role', before: null, after: 'operator' },
        { field: 'expiresAt', before: null, after: expiresAt },
      ],
    });
    const [revoked] = await entriesOf(api, 'key.revoke');
    expect(revoked).toMatchObject({ ...about, changes: [{ field: 'revokedAt', before: null, after: expect.any(String) }] });
    expect(JSON.stringify([created, revoked])).not.toContain(made.key);
  });

  it('name the codes of the branches that they are limited to', async () => {
    const api = await anApi();
    await aBranch(api, 'B1');
    const limits = { acts: ['receive'], branches: ['B1'] } as const;
    await createApiKey(api.database.db, cliActor, { name: 'one shop', role: 'operator', expiresAt: null, ...limits });
    const [entry] = await api.database.db.select().from(audit).where(eq(audit.subject, 'key:one shop'));
    expect(entry?.changes).toEqual([
      { field: 'role', before: null, after: 'operator' },
      { field: 'acts', before: null, after: ['receive'] },
      { field: 'branches', before: null, after: ['B1'] },
    ]);
  });

  it('of the environment are there when they come and go, not at every start', async () => {
    const { database } = await anApi();
    const [one, other] = ['aaaaaaaa', 'bbbbbbbb'].map((begin) => `bs_${begin}_${randomBytes(24).toString('hex')}`);
    for (const secret of [one, one, other, null, null]) await bootstrapAdminKey(database.db, secret ?? null);
    const found = await database.db.select().from(audit).where(eq(audit.actor, 'environment')).orderBy(audit.id);
    expect(found.map(({ action, detail }) => `${action} ${detail['prefix']}`)).toEqual([
      'key.create bs_aaaaaaaa',
      'key.revoke bs_aaaaaaaa',
      'key.create bs_bbbbbbbb',
      'key.revoke bs_bbbbbbbb',
    ]);
  });
});

describe('looking at a connection', () => {
  it('is in the audit, with what came of it', async () => {
    const api = await anApi({ connectionTestMs: 2_000 });
    const branchId = await aBranch(api, 'B1');
    const body = { url: 'http://127.0.0.1:1', database: 'central', login: 'sync', secret: 'wrong' };
    await api.call('PUT', '/api/central', { body });
    await api.call('POST', '/api/central/test', { as: 'operator' });
    await api.call('POST', '/api/branches/B1/test', { as: 'operator' });
    const by = { actor: 'key:operator', detail: { ok: false }, changes: [] };
    expect(await entriesOf(api, 'central.test')).toMatchObject([{ ...by, subject: 'central' }]);
    expect(await entriesOf(api, 'branch.test')).toMatchObject([{ ...by, subject: 'branch:B1', branchId }]);
  });
});
