import { runAcceptedSchema, runSchema } from '@branch-sync/contract';
import { audit, runs } from '@branch-sync/db';
import type { StoreQueue } from '@branch-sync/queue';
import { receiveRequestSchema } from '@branch-sync/sync';
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { aBranchInput, anApi, type TestApi } from './an-api.ts';

async function anApiWithBranch(given: Parameters<typeof anApi>[0] = {}): Promise<TestApi> {
  const api = await anApi(given);
  await api.call('POST', '/api/branches', { body: aBranchInput() });
  return api;
}

async function ask(api: TestApi, body?: unknown, key?: string) {
  const headers: Record<string, string> = key === undefined ? {} : { 'idempotency-key': key };
  const answer = await api.call('POST', '/api/branches/B1/receive', { as: 'operator', body, headers });
  expect(answer.statusCode, answer.body).toBe(202);
  return runAcceptedSchema.parse(answer.json()).runId;
}

describe('receiving by hand', () => {
  it('queues a run, enqueues it, and shows it', async () => {
    const api = await anApiWithBranch();
    const request = { since: '2026-11-20T00:00:00+01:00' };
    const runId = await ask(api, request);
    const run = runSchema.parse((await api.call('GET', `/api/runs/${runId}`, { as: 'viewer' })).json());
    expect(run).toMatchObject({ branchCode: 'B1', kind: 'receive', trigger: 'manual', status: 'queued', request, error: null });
    expect((await api.deps.queues.byName.receive.getJob(runId))?.data).toEqual({ runId });
    const entries = await api.database.db.select().from(audit).where(eq(audit.action, 'branch.receive'));
    expect(entries).toMatchObject([{ actor: 'key:operator', subject: 'branch:B1', detail: { runId, request } }]);
  });

  it('needs no body', async () => {
    const api = await anApiWithBranch();
    const runId = await ask(api);
    expect((await api.call('GET', `/api/runs/${runId}`)).json()).toMatchObject({ request: {} });
  });

  it('takes nothing that the worker would not take', async () => {
    const api = await anApiWithBranch();
    for (const body of [{}, { since: '2026-11-20T00:00:00Z' }, { orderIds: [1, 2 ** 31 - 1] }]) {
      await ask(api, body);
    }
    const rows = await api.database.db.select().from(runs);
    expect(rows).toHaveLength(3);
    for (const { request } of rows) expect(receiveRequestSchema.safeParse(request).success).toBe(true);
  });

  it('is not lost when the queue refuses it', async () => {
    const { deps } = await anApi();
    const refusal = { value: () => Promise.reject(new Error('the store is away')) };
    const receive: StoreQueue = Object.create(deps.queues.byName.receive, { add: refusal });
    const api = await anApiWithBranch({ queues: { ...deps.queues, byName: { ...deps.queues.byName, receive } } });
    const runId = await ask(api);
    expect((await api.call('GET', `/api/runs/${runId}`)).json()).toMatchObject({ status: 'queued' });
  });

  it('of an unknown branch is refused', async () => {
    const api = await anApi();
    const answer = await api.call('POST', '/api/branches/B9/receive', { body: {} });
    expect(answer.json()).toMatchObject({ status: 404, code: 'branch.not_found', detail: 'There is no branch "B9".' });
  });
});

describe('an idempotency key', () => {
  it('makes the same request one run, however often it is sent', async () => {
    const api = await anApiWithBranch();
    const body = { orderIds: [4, 5] };
    const runIds = await Promise.all(Array.from({ length: 8 }, () => ask(api, body, 'key-1')));
    expect(new Set(runIds).size).toBe(1);
    await api.database.db.update(runs).set({ status: 'succeeded', finishedAt: new Date(), attempts: 1 });
    expect(await ask(api, body, 'key-1')).toBe(runIds[0]);
    expect(await api.database.db.$count(runs)).toBe(1);
    expect(await api.database.db.$count(audit, eq(audit.action, 'branch.receive'))).toBe(1);
  });

  it('finds again the run that waited for the same without a key, once that has begun', async () => {
    const api = await anApiWithBranch();
    const waiting = await ask(api, {});
    expect(await ask(api, {}, 'key-1')).toBe(waiting);
    await api.database.db.update(runs).set({ status: 'running', attempts: 1 });
    expect(await ask(api, {}, 'key-1')).toBe(waiting);
    expect(await ask(api, {}, 'key-2')).not.toBe(waiting);
  });

  it('makes another request another run under another key, once the first has begun', async () => {
    const api = await anApiWithBranch();
    const first = await ask(api, {}, 'key-1');
    await api.database.db.update(runs).set({ status: 'running', attempts: 1 });
    expect(await ask(api, {}, 'key-2')).not.toBe(first);
  });

  it('refuses another request under the same key, and keeps the first', async () => {
    const api = await anApiWithBranch();
    const first = await ask(api, { orderIds: [4] }, 'key-1');
    const headers = { 'idempotency-key': 'key-1' };
    const answer = await api.call('POST', '/api/branches/B1/receive', { body: { orderIds: [5] }, headers });
    expect(answer.json()).toMatchObject({ status: 422, code: 'idempotency.conflict', errors: [{ field: 'Idempotency-Key' }] });
    expect((await api.database.db.select().from(runs)).map(({ id }) => id)).toEqual([first]);
  });
});
