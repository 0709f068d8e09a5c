import { runAcceptedSchema, runSchema } from '@branch-sync/contract';
import { audit, failures, insertRun, orders, type Run, runs } from '@branch-sync/db';
import { chooseQueueStore, openQueues, type StoreQueue, startQueueWorker } from '@branch-sync/queue';
import { eq } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { describe, expect, it, onTestFinished } from 'vitest';
import { aDatabase } from '../../harness/database.ts';
import { queueStores } from '../../harness/queue-stores.ts';
import { until } from '../../harness/until.ts';
import { aBranch, aRun, over } from './a-run.ts';
import { anApi, type TestApi } from './an-api.ts';

/** The API with its queue in the store that the environment names. */
async function anApiOn({ REDIS_URL: redisUrl = null, QUEUE_PREFIX: prefix = '' }: Record<string, string | null>) {
  const database = await aDatabase();
  const store = chooseQueueStore({ redisUrl, databaseUrl: database.url, prefix: prefix ?? '' });
  const queues = openQueues(store, () => undefined);
  onTestFinished(() => queues.close());
  return { api: await anApi({ queues }), queues, store };
}

async function cancel(api: TestApi, { id }: { id: string }, status: number) {
  const answer = await api.call('POST', `/api/runs/${id}/cancel`, { as: 'operator' });
  expect(answer.statusCode, answer.body).toBe(status);
  return answer;
}

async function retry(api: TestApi, { id }: { id: string }, key?: string) {
  const headers: Record<string, string> = key === undefined ? {} : { 'idempotency-key': key };
  return api.call('POST', `/api/runs/${id}/retry`, { as: 'operator', headers });
}

async function retried(api: TestApi, run: { id: string }, key?: string): Promise<string> {
  const answer = await retry(api, run, key);
  expect(answer.statusCode, answer.body).toBe(202);
  return runAcceptedSchema.parse(answer.json()).runId;
}

/** Asks the branch to receive, as people do. */
async function received(api: TestApi, code: string, body: unknown): Promise<{ id: string }> {
  const answer = await api.call('POST', `/api/branches/${code}/receive`, { as: 'operator', body });
  return { id: runAcceptedSchema.parse(answer.json()).runId };
}

async function rowOf(api: TestApi, id: string): Promise<Run | undefined> {
  const [row] = await api.database.db.select().from(runs).where(eq(runs.id, id));
  return row;
}

const auditOf = (api: TestApi, action: string) => api.database.db.select().from(audit).where(eq(audit.action, action));

/** What stopped a branch's runs as a whole, and is being tried again. */
function aRunFailure(branchId: string, runId: string): typeof failures.$inferInsert {
  const words = { code: 'branch.unreachable', class: 'transient', message: 'm', fix: 'f', fingerprint: 'receive' } as const;
  return { id: uuidv7(), branchId, runId, kind: 'receive', status: 'retrying', ...words };
}

function anOrder(branchId: string, runId: string, remoteId: number, given: Partial<typeof orders.$inferInsert> = {}) {
  const money = { currency: 'EUR', posTotal: '12.50' };
  const row = {
    id: uuidv7(),
    branchId,
    runId,
    remoteId,
    identity: `order-${remoteId}`,
    posReference: `260-1-${remoteId}`,
    ...money,
  };
  return { ...row, status: 'failed', orderedAt: new Date(), ...given } as const;
}

describe('calling off a run', () => {
  it('that waits ends it at once, takes its job back, and is written down', async () => {
    const api = await anApi();
    await aBranch(api, 'B1');
    const run = await received(api, 'B1', {});
    const answer = runSchema.parse((await cancel(api, run, 202)).json());
    expect(answer).toMatchObject({ id: run.id, status: 'cancelled', branchCode: 'B1' });
    expect(answer.cancelRequestedAt).not.toBeNull();
    expect(answer.finishedAt).not.toBeNull();
    expect(await api.deps.queues.byName.receive.getJob(run.id)).toBeUndefined();
    expect(await auditOf(api, 'run.cancel')).toMatchObject([{ actor: 'key:operator', subject: `run:${run.id}` }]);
    expect((await api.call('GET', `/api/runs/${run.id}`)).json()).toEqual(answer);
  });

  it.each(queueStores())('makes room for the branch’s next run ($name)', async ({ environment }) => {
    const { api, queues } = await anApiOn(environment());
    await aBranch(api, 'B1');
    const one = await received(api, 'B1', {});
    const other = await received(api, 'B1', { orderIds: [4] });
    expect(await queues.byName.receive.getJob(other.id)).toBeUndefined();
    await cancel(api, one, 202);
    expect(await queues.byName.receive.getJob(one.id)).toBeUndefined();
    expect((await queues.byName.receive.getJob(other.id))?.data).toEqual({ runId: other.id });
  });

  it('that waits for its next attempt ends it at once, and what had stopped it waits for a person', async () => {
    const api = await anApi();
    const branchId = await aBranch(api, 'B1');
    const error = { code: 'branch.unreachable', message: 'm', fix: 'f' };
    const run = await aRun(api, branchId, { attempts: 2, startedAt: new Date(), error });
    await api.database.db.insert(failures).values(aRunFailure(branchId, run.id));
    expect((await cancel(api, run, 202)).json()).toMatchObject({ status: 'cancelled', attempts: 2, error });
    expect(await api.database.db.select().from(failures)).toMatchObject([{ status: 'open', resolvedAt: null }]);
  });

  it('leaves a failure to the branch’s other run, which tries again', async () => {
    const api = await anApi();
    const branchId = await aBranch(api, 'B1');
    const trying = await aRun(api, branchId, { attempts: 2 });
    await api.database.db.insert(failures).values(aRunFailure(branchId, trying.id));
    await cancel(api, await aRun(api, branchId, { request: { orderIds: [4] } }), 202);
    expect(await api.database.db.select().from(failures)).toMatchObject([{ status: 'retrying' }]);
  });

  it('that runs asks it to end, once', async () => {
    const api = await anApi();
    const run = await aRun(api, await aBranch(api, 'B1'), {
      status: 'running',
      attempts: 1,
      startedAt: new Date(),
      expected: 900,
    });
    const asked = runSchema.parse((await cancel(api, run, 202)).json());
    expect(asked).toMatchObject({ status: 'running', finishedAt: null, expected: 900 });
    expect(asked.cancelRequestedAt).not.toBeNull();
    expect((await cancel(api, run, 202)).json()).toEqual(asked);
    expect(await auditOf(api, 'run.cancel')).toHaveLength(1);
  });

  it('by many at once is one cancellation', async () => {
    const api = await anApi();
    const run = await aRun(api, await aBranch(api, 'B1'));
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        const answer = await api.call('POST', `/api/runs/${run.id}/cancel`);
        expect([200, 202]).toContain(answer.statusCode);
        expect(answer.json()).toMatchObject({ status: 'cancelled' });
      }),
    );
    expect(await auditOf(api, 'run.cancel')).toHaveLength(1);
  });

  it('that was called off before changes nothing', async () => {
    const api = await anApi();
    const run = await aRun(api, await aBranch(api, 'B1'), over('cancelled'));
    expect((await cancel(api, run, 200)).json()).toMatchObject({ id: run.id, status: 'cancelled', cancelRequestedAt: null });
    expect(await auditOf(api, 'run.cancel')).toEqual([]);
  });

  it.each(['succeeded', 'partial', 'failed'] as const)('that is over (%s) is refused', async (status) => {
    const api = await anApi();
    const run = await aRun(api, await aBranch(api, 'B1'), over(status));
    expect((await cancel(api, run, 409)).json()).toMatchObject({ code: 'run.over', detail: expect.stringContaining(status) });
    expect(await rowOf(api, run.id)).toMatchObject({ status, cancelRequestedAt: null });
  });

  it('that there is not is refused', async () => {
    const api = await anApi();
    for (const what of ['cancel', 'retry']) {
      const answer = await api.call('POST', `/api/runs/${uuidv7()}/${what}`);
      expect(answer.json()).toMatchObject({ status: 404, code: 'run.not_found' });
    }
  });

  it('holds though the queue does not answer', async () => {
    const { deps } = await anApi();
    const silence = { value: () => Promise.reject(new Error('the store is away')) };
    const receive: StoreQueue = Object.create(deps.queues.byName.receive, { getJob: silence, add: silence });
    const api = await anApi({ queues: { ...deps.queues, byName: { ...deps.queues.byName, receive } } });
    const branchId = await aBranch(api, 'B1');
    const run = await aRun(api, branchId);
    await aRun(api, branchId, { request: { orderIds: [4] } });
    expect((await cancel(api, run, 202)).json()).toMatchObject({ status: 'cancelled' });
  });

  it.each(queueStores())('holds though a worker has just taken its job ($name)', async ({ environment }) => {
    const { api, queues, store } = await anApiOn(environment());
    await aBranch(api, 'B1');
    const run = await received(api, 'B1', {});
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const options = { concurrency: 1, lockDurationMs: 30_000, onError: () => undefined };
    const worker = startQueueWorker(store, 'receive', () => held, options);
    onTestFinished(() => worker.close());
    const job = await until('the job', async () => queues.byName.receive.getJob(run.id));
    await until('a worker to take the job', () => job.isActive());
    expect((await cancel(api, run, 202)).json()).toMatchObject({ status: 'cancelled' });
    letGo();
    await until('the job to end by itself', async () => (await queues.byName.receive.getJob(run.id))?.isCompleted());
  });
});

describe('doing a run again', () => {
  it.each(['failed', 'cancelled'] as const)('that %s makes a new run of the same wish', async (status) => {
    const api = await anApi();
    const request = { since: '2026-11-20T00:00:00Z' };
    const run = await aRun(api, await aBranch(api, 'B1'), over(status, { request, idempotencyKey: 'mine' }));
    const runId = await retried(api, run);
    const made = runSchema.parse((await api.call('GET', `/api/runs/${runId}`)).json());
    expect(made).toMatchObject({ branchCode: 'B1', kind: 'receive', trigger: 'retry', status: 'queued', request });
    expect((await api.deps.queues.byName.receive.getJob(runId))?.data).toEqual({ runId });
    expect(await auditOf(api, 'run.retry')).toMatchObject([
      { actor: 'key:operator', subject: `run:${run.id}`, detail: { branch: 'B1', runId } },
    ]);
  });

  it('that came through in part asks for the orders that are still failed', async () => {
    const api = await anApi();
    const branchId = await aBranch(api, 'B1');
    const run = await aRun(api, branchId, over('partial', { request: { since: '2026-11-20T00:00:00Z' } }));
    const later = await aRun(api, branchId, over('partial'));
    await api.database.db
      .insert(orders)
      .values([
        anOrder(branchId, run.id, 9),
        anOrder(branchId, run.id, 7),
        anOrder(branchId, run.id, 8, { status: 'imported', centralId: 108 }),
        anOrder(branchId, later.id, 6),
      ]);
    expect(await rowOf(api, await retried(api, run))).toMatchObject({ trigger: 'retry', request: { orderIds: [7, 9] } });
  });

  it('is refused where nothing is left of it', async () => {
    const api = await anApi();
    const branchId = await aBranch(api, 'B1');
    const partial = await aRun(api, branchId, over('partial'));
    const later = await aRun(api, branchId, over('succeeded'));
    await api.database.db.insert(orders).values(anOrder(branchId, later.id, 7, { status: 'imported', centralId: 107 }));
    for (const run of [partial, later]) {
      expect((await retry(api, run)).json()).toMatchObject({ status: 409, code: 'run.nothing_to_retry' });
    }
    expect(await api.database.db.$count(runs)).toBe(2);
  });

  it('is refused where more is left than one run takes by ids', async () => {
    const api = await anApi();
    const branchId = await aBranch(api, 'B1');
    const run = await aRun(api, branchId, over('partial'));
    const left = Array.from({ length: 10_001 }, (_, index) => anOrder(branchId, run.id, index + 1));
    for (let at = 0; at < left.length; at += 2_000) await api.database.db.insert(orders).values(left.slice(at, at + 2_000));
    expect((await retry(api, run)).json()).toMatchObject({
      status: 409,
      code: 'run.too_much_to_retry',
      detail: expect.stringContaining('"since"'),
    });
    await api.database.db.update(orders).set({ status: 'skipped' }).where(eq(orders.remoteId, 1));
    expect((await rowOf(api, await retried(api, run)))?.request['orderIds']).toHaveLength(10_000);
  });

  it.each(['queued', 'running'] as const)('is refused while it is not over (%s)', async (status) => {
    const api = await anApi();
    const run = await aRun(api, await aBranch(api, 'B1'), { status, attempts: 1 });
    expect((await retry(api, run)).json()).toMatchObject({ status: 409, code: 'run.not_over' });
  });

  it('is refused where its branch is archived', async () => {
    const api = await anApi();
    const run = await aRun(api, await aBranch(api, 'B1'), over('failed'));
    await api.call('DELETE', '/api/branches/B1');
    expect((await retry(api, run)).json()).toMatchObject({ status: 409, code: 'branch.archived' });
  });

  it('under the same key is the same run, also when nothing is left of the first', async () => {
    const api = await anApi();
    const branchId = await aBranch(api, 'B1');
    const run = await aRun(api, branchId, over('partial'));
    await api.database.db.insert(orders).values(anOrder(branchId, run.id, 7));
    const runIds = await Promise.all(Array.from({ length: 8 }, () => retried(api, run, 'key-1')));
    expect(new Set(runIds).size).toBe(1);
    const [runId = ''] = runIds;
    await api.database.db.update(orders).set({ runId, status: 'imported', centralId: 107 });
    await api.database.db.update(runs).set(over('succeeded')).where(eq(runs.id, runId));
    expect(await retried(api, run, 'key-1')).toBe(runId);
    expect((await retry(api, run, 'key-2')).json()).toMatchObject({ code: 'run.nothing_to_retry' });
    expect(await auditOf(api, 'run.retry')).toHaveLength(1);
  });

  it('under a key that was used elsewhere is a run of its own', async () => {
    const api = await anApi();
    const branchId = await aBranch(api, 'B1');
    const ask = { branchId, kind: 'receive', trigger: 'manual', request: {}, idempotencyKey: 'key-1' } as const;
    const { run: receive } = await insertRun(api.database.db, ask);
    await api.database.db.update(runs).set(over('failed')).where(eq(runs.id, receive.id));
    const first = await retried(api, receive, 'key-1');
    expect(first).not.toBe(receive.id);
    await api.database.db.update(runs).set(over('failed')).where(eq(runs.id, first));
    expect(await retried(api, { id: first }, 'key-1')).not.toBe(first);
  });

  it('twice, while the first waits, is one run', async () => {
    const api = await anApi();
    const run = await aRun(api, await aBranch(api, 'B1'), over('failed'));
    expect(await retried(api, run)).toBe(await retried(api, run));
  });
});
