import { failures } from '@branch-sync/db';
import { generatedBranch } from '@branch-sync/odoo-sim';
import { uuidv7 } from 'uuidv7';
import { describe, expect, it } from 'vitest';
import { queueStores } from '../../harness/queue-stores.ts';
import { withQueue } from '../../harness/queued-world.ts';
import { aWorld, canarySecret } from '../../harness/world.ts';
import { aBranch, aRun, over } from './a-run.ts';
import { anApi, type TestApi } from './an-api.ts';

const requestIdOf = async (api: TestApi, runId: string) => (await api.call('GET', `/api/runs/${runId}`)).json().requestId;

describe.each(queueStores())('the id of a request, queue in $name', (store) => {
  it('stands in the API’s log, in the run that it asked for, and on every line that the worker logs of it', async () => {
    const world = await aWorld([generatedBranch({ name: 'b1', seed: 5, orders: 3, password: canarySecret })]);
    const queued = withQueue(world, store);
    const api = await anApi({ database: world.database, queues: queued.queues });
    const worker = await queued.startWorker();
    const accepted = await api.call('POST', '/api/branches/b1/receive', { body: {}, headers: { 'x-request-id': 'abc' } });
    const { runId } = accepted.json();
    await queued.finished({ id: runId });
    expect(await worker.stop()).toBe(0);

    expect(accepted.headers['x-request-id']).toBe('abc');
    expect(api.log()).toContain('"requestId":"abc"');
    expect(await requestIdOf(api, runId)).toBe('abc');
    const lines = worker
      .output()
      .split('\n')
      .filter((line) => line.includes(runId));
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(JSON.parse(line)).toMatchObject({ runId, requestId: 'abc' });
  });
});

describe('the id of a request', () => {
  it('is null where a schedule made the run, and is taken by a run that waits for the same and has none', async () => {
    const api = await anApi();
    const scheduled = await aRun(api, await aBranch(api, 'B1'), { trigger: 'schedule' });
    expect(await requestIdOf(api, scheduled.id)).toBeNull();
    for (const id of ['first', 'second']) {
      const answer = await api.call('POST', '/api/branches/B1/receive', { body: {}, headers: { 'x-request-id': id } });
      expect(answer.json()).toEqual({ runId: scheduled.id });
    }
    expect(await requestIdOf(api, scheduled.id)).toBe('first');
  });

  it('stands in runs that do again what others have not done', async () => {
    const api = await anApi();
    const branchId = await aBranch(api, 'B1');
    const failed = await aRun(api, branchId, over('failed', { request: { orderIds: [1] } }));
    const again = await api.call('POST', `/api/runs/${failed.id}/retry`, { headers: { 'x-request-id': 'again' } });
    expect(await requestIdOf(api, again.json().runId)).toBe('again');

    const stopped = await aRun(api, branchId, over('failed', { request: { orderIds: [2] } }));
    const failureId = uuidv7();
    const words = { code: 'branch.unreachable', class: 'transient', message: 'm', fix: 'f', fingerprint: 'receive' } as const;
    await api.database.db.insert(failures).values({ id: failureId, branchId, runId: stopped.id, kind: 'receive', ...words });
    const headers = { 'x-request-id': 'retry' };
    const retry = await api.call('POST', '/api/failures/retry', { body: { ids: [failureId] }, headers });
    expect(await requestIdOf(api, retry.json().runs[0].runId)).toBe('retry');
  });
});
