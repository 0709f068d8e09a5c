import { audit, type Role } from '@branch-sync/db';
import { chooseQueueStore, openQueues } from '@branch-sync/queue';
import { like } from 'drizzle-orm';
import { describe, expect, it, onTestFinished } from 'vitest';
import { aDatabase } from '../../harness/database.ts';
import { queueStores, type TestQueueStore } from '../../harness/queue-stores.ts';
import { aBranchInput, anApi, type TestApi } from './an-api.ts';

/** The API with its queues in the given store. */
async function anApiOn(store: TestQueueStore): Promise<TestApi> {
  const { url } = await aDatabase();
  const { REDIS_URL: redisUrl = null, QUEUE_PREFIX: prefix = '' } = store.environment();
  const queues = openQueues(chooseQueueStore({ redisUrl, databaseUrl: url, prefix }), () => undefined);
  onTestFinished(() => queues.close());
  return anApi({ queues });
}

interface Board {
  readonly queues: { readonly name: string; readonly readOnlyMode: boolean; readonly jobs: { id: string; data: unknown }[] }[];
}

describe.each(queueStores())('the queue page, queues in $name', (store) => {
  const board = async (api: TestApi, as: 'viewer' | 'operator') =>
    (await api.call('GET', '/queues/api/queues?activeQueue=receive&status=waiting', { as })).json<Board>().queues;

  it('shows all four queues, to viewers without the buttons', async () => {
    const api = await anApiOn(store);
    const read = async (as: 'viewer' | 'operator') =>
      (await board(api, as)).map(({ name, readOnlyMode }) => `${name} ${readOnlyMode}`).toSorted();
    expect(await read('operator')).toEqual(['planner false', 'push false', 'receive false', 'reconcile false']);
    expect(await read('viewer')).toEqual(['planner true', 'push true', 'receive true', 'reconcile true']);
  });

  it('shows a run’s job, which says nothing but which run', async () => {
    const api = await anApiOn(store);
    await api.call('POST', '/api/branches', { body: aBranchInput() });
    const { runId } = (await api.call('POST', '/api/branches/B1/receive', { body: {} })).json();
    const receive = (await board(api, 'viewer')).find(({ name }) => name === 'receive');
    expect(receive?.jobs).toMatchObject([{ id: runId, name: 'receive B1', data: { runId } }]);
  });

  it('lets viewers look, operators retry and promote, and admins do all', async () => {
    const api = await anApiOn(store);
    const job = await api.deps.queues.byName.receive.add('receive B1', { runId: 'r' }, { delay: 3_600_000 });
    const act = async (as: Role, path: string) =>
      (await api.call('PUT', `/queues/api/queues/receive/${path}`, { as })).statusCode;
    expect(await act('viewer', `${job.id}/promote`)).toBe(403);
    expect(await job.getState()).toBe('delayed');
    expect(await act('operator', `${job.id}/promote`)).toBeLessThan(300);
    expect(await job.getState()).toBe('waiting');
    for (const path of ['pause', 'empty', 'obliterate', 'clean/failed', `${job.id}/clean`])
      expect(await act('operator', path), path).toBe(403);
    expect(await job.getState()).toBe('waiting');
    expect(await act('admin', 'pause')).toBe(200);
    expect(await api.deps.queues.byName.receive.isPaused()).toBe(true);
    expect(await act('admin', `${job.id}/clean`)).toBeLessThan(300);
    expect(await api.deps.queues.byName.receive.getJob(String(job.id))).toBeUndefined();
  });

  it('leaves in the audit who acted on what', async () => {
    const api = await anApiOn(store);
    const { id: branchId } = (await api.call('POST', '/api/branches', { body: aBranchInput() })).json();
    const { runId } = (await api.call('POST', '/api/branches/B1/receive', { body: {} })).json();
    const act = (path: string, as: Role, body?: unknown) =>
      api.call('PUT', `/queues/api/queues/${path}`, { as, body, headers: { 'x-request-id': 'board-1' } });
    expect((await act(`receive/${runId}/clean`, 'viewer')).statusCode).toBe(403);
    expect((await act('nothing/pause', 'admin')).statusCode).toBe(404);
    expect((await act('receive/concurrency', 'admin', { concurrency: 7 })).statusCode).toBe(200);
    expect((await act(`receive/${runId}/clean`, 'admin')).statusCode).toBe(204);
    expect(await api.deps.queues.byName.receive.getJob(runId)).toBeUndefined();
    const by = { actor: 'key:admin', address: '127.0.0.1', requestId: 'board-1', subject: 'queue:receive', changes: [] };
    const entries = await api.database.db.select().from(audit).where(like(audit.action, 'queue.%')).orderBy(audit.id);
    expect(entries).toMatchObject([
      { ...by, action: 'queue.concurrency', branchId: null, detail: { concurrency: 7 } },
      { ...by, action: 'queue.clean', branchId, detail: { jobId: runId } },
    ]);
  });

  it('does nothing that cannot be written down', async () => {
    const api = await anApiOn(store);
    await api.database.sql`alter table audit rename to elsewhere`;
    const refused = await api.call('PUT', '/queues/api/queues/receive/pause', { as: 'admin' });
    expect(refused.statusCode).toBe(500);
    expect(await api.deps.queues.byName.receive.isPaused()).toBe(false);
  });

  it.each(['queues/receive/%00', 'queues/%00/x', 'queues?activeQueue=%00'])(
    'has nothing of a name that cannot be: %s',
    async (path) => {
      const api = await anApiOn(store);
      const answer = await api.call('GET', `/queues/api/${path}`, { as: 'viewer' });
      expect(answer.json()).toMatchObject({ status: 404, code: 'path.unknown' });
    },
  );

  it('tells nothing of what went wrong inside', async () => {
    const api = await anApiOn(store);
    const body = '{"name": "canary", oops';
    const malformed = await api.call('POST', '/queues/api/queues/receive/add', { as: 'admin', body });
    expect(malformed.json()).toMatchObject({ status: 400, code: 'request.malformed' });
    expect(malformed.body).not.toContain('canary');
  });
});

describe('the queue page', () => {
  it('asks no other host for anything', async () => {
    const api = await anApi();
    const page = await api.call('GET', '/queues', { as: 'viewer' });
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('<div id="root">');
    expect(page.body).not.toMatch(/(src|href)="https?:/);
  });
});
