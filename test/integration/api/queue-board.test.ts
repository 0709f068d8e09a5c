import { chooseQueueStore, openQueues } from '@branch-sync/queue';
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

  it('lets viewers look and operators act', async () => {
    const api = await anApiOn(store);
    const pause = (as: 'viewer' | 'operator') => api.call('PUT', '/queues/api/queues/receive/pause', { as });
    expect((await pause('viewer')).statusCode).toBe(403);
    expect(await api.deps.queues.byName.receive.isPaused()).toBe(false);
    expect((await pause('operator')).statusCode).toBe(200);
    expect(await api.deps.queues.byName.receive.isPaused()).toBe(true);
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
    const malformed = await api.call('POST', '/queues/api/queues/receive/add', { as: 'operator', body });
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
