import { type Worker, workerPageSchema } from '@branch-sync/contract';
import { pruneWorkers, recordBeat, recordStop, type WorkerBeat, type WorkerIdentity } from '@branch-sync/db';
import { uuidv7 } from 'uuidv7';
import { describe, expect, it } from 'vitest';
import { anApi, type TestApi } from './an-api.ts';

const aWorker = (given: Partial<WorkerIdentity> = {}): WorkerIdentity => ({
  id: uuidv7(),
  host: 'machine-1',
  pid: 4711,
  version: '0.1.0',
  ...given,
});

const aBeat = (given: Partial<WorkerBeat> = {}): WorkerBeat => ({
  concurrency: 50,
  running: 3,
  isDraining: false,
  isConsuming: true,
  msSinceLastJob: 2_000,
  eventLoopLagMs: 1.5,
  rssMb: 120.25,
  uptimeMs: 60_000,
  ...given,
});

async function fleet(api: TestApi, query = ''): Promise<{ items: Worker[]; nextCursor: string | null }> {
  const answer = await api.call('GET', `/api/workers${query}`, { as: 'viewer' });
  expect(answer.statusCode, answer.body).toBe(200);
  return workerPageSchema.parse(answer.json());
}

/** As if so much time had passed since everything that the table tells. */
async function age(api: TestApi, interval: string): Promise<void> {
  await api.database
    .sql`update workers set seen_at = seen_at - ${interval}::interval, stopped_at = stopped_at - ${interval}::interval`;
}

describe('GET /api/workers', () => {
  it('tells what each worker said of itself, by the database’s clock', async () => {
    const api = await anApi();
    const identity = aWorker();
    await recordBeat(api.database.db, identity, aBeat());
    const [worker] = (await fleet(api)).items;
    expect(worker).toMatchObject({ ...identity, state: 'running', concurrency: 50, running: 3, isConsuming: true });
    expect(worker).toMatchObject({ eventLoopLagMs: 1.5, rssMb: 120.25, stoppedAt: null });
    const seenAt = Date.parse(worker?.seenAt ?? '');
    expect(seenAt - Date.parse(worker?.lastJobAt ?? '')).toBe(2_000);
    expect(seenAt - Date.parse(worker?.startedAt ?? '')).toBe(60_000);
  });

  it('has one row for all beats of a worker, and its start stays where it was', async () => {
    const api = await anApi();
    const identity = aWorker();
    await recordBeat(api.database.db, identity, aBeat({ msSinceLastJob: null }));
    const [first] = (await fleet(api)).items;
    await recordBeat(api.database.db, identity, aBeat({ running: 0, isConsuming: false, isDraining: true, uptimeMs: 90_000 }));
    const { items } = await fleet(api);
    expect(items).toHaveLength(1);
    expect(first).toMatchObject({ lastJobAt: null });
    expect(items[0]).toMatchObject({ state: 'draining', running: 0, isConsuming: false, startedAt: first?.startedAt });
  });

  it('calls a worker silent once it was not seen for half a minute, and running again when it beats again', async () => {
    const api = await anApi();
    const identity = aWorker();
    const stateNow = async () => (await fleet(api)).items[0]?.state;
    await recordBeat(api.database.db, identity, aBeat());
    await age(api, '20 seconds');
    expect(await stateNow()).toBe('running');
    await age(api, '10 seconds');
    expect(await stateNow()).toBe('silent');
    await recordBeat(api.database.db, identity, aBeat());
    expect(await stateNow()).toBe('running');
  });

  it('calls one that said goodbye stopped, however long ago', async () => {
    const api = await anApi();
    const identity = aWorker();
    await recordBeat(api.database.db, identity, aBeat({ isDraining: true }));
    await recordStop(api.database.db, identity.id);
    await age(api, '10 minutes');
    const [worker] = (await fleet(api)).items;
    expect(worker).toMatchObject({ state: 'stopped', running: 0, isConsuming: false, stoppedAt: worker?.seenAt });
  });

  it('comes page by page, the newest first', async () => {
    const api = await anApi();
    const ids = [aWorker(), aWorker(), aWorker()];
    for (const identity of ids) await recordBeat(api.database.db, identity, aBeat());
    const first = await fleet(api, '?limit=2');
    const second = await fleet(api, `?limit=2&cursor=${first.nextCursor}`);
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids.map(({ id }) => id).toReversed());
    expect(second.nextCursor).toBeNull();
  });

  it('forgets those that stopped or fell silent more than a day ago, and no other', async () => {
    const api = await anApi();
    const [stopped, silent, living] = [aWorker({ host: 'stopped' }), aWorker({ host: 'silent' }), aWorker({ host: 'living' })];
    for (const identity of [stopped, silent]) await recordBeat(api.database.db, identity, aBeat());
    await recordStop(api.database.db, stopped.id);
    await age(api, '23 hours');
    expect(await pruneWorkers(api.database.db)).toBe(0);
    await age(api, '2 hours');
    await recordBeat(api.database.db, living, aBeat());
    expect(await pruneWorkers(api.database.db)).toBe(2);
    expect((await fleet(api)).items.map(({ host }) => host)).toEqual(['living']);
  });
});
