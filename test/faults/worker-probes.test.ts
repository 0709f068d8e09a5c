import { fileURLToPath } from 'node:url';
import { startRedis } from '@branch-sync/local-services';
import { generatedBranch } from '@branch-sync/odoo-sim';
import { describe, expect, it, onTestFinished } from 'vitest';
import { expectExactlyOnce } from '../harness/exactly-once.ts';
import { aLineTo } from '../harness/line.ts';
import { probe } from '../harness/probes.ts';
import { queueStores, type TestQueueStore } from '../harness/queue-stores.ts';
import { withQueue } from '../harness/queued-world.ts';
import { until } from '../harness/until.ts';
import { aWorkerProcess, environmentOf } from '../harness/worker-process.ts';
import { aWorld, canarySecret } from '../harness/world.ts';

const well = { code: 200, status: 'ready', unwell: [] };
const alive = { code: 200, status: 'live', unwell: [] };

const aSmallWorld = () => aWorld([generatedBranch({ name: 'b1', seed: 82, orders: 15, password: canarySecret })]);

/** Where the queue lives: the URL that the line is laid to, the variable that a worker takes it from, and how BullMQ fetches a job. */
function lineOf(store: TestQueueStore, databaseUrl: string, environment: Record<string, string>) {
  return store.name === 'redis'
    ? { url: environment['REDIS_URL'] ?? '', variable: 'REDIS_URL', fetchesJob: /:stalled\r\n\$\d+\r\n\S+:limiter\r\n/ }
    : { url: databaseUrl, variable: 'DATABASE_URL', fetchesJob: /move_to_active/ };
}

describe.each(queueStores())('a worker that gets no more jobs, though everything answers (queue in $name)', (store) => {
  it('is not alive after a minute of work left lying, and its successor does the work', { timeout: 240_000 }, async () => {
    const world = await aSmallWorld();
    const queued = withQueue(world, store);
    const { url, variable, fetchesJob } = lineOf(store, world.database.url, queued.environment);
    const line = await aLineTo(url);
    const clock = fileURLToPath(new URL('../harness/preload/fast-clock.mjs', import.meta.url));
    const worker = await aWorkerProcess({
      ...queued.environment,
      [variable]: line.url,
      WORKER_HEALTH_PORT: '0',
      NODE_OPTIONS: `--import=${clock}`,
    });
    expect(await probe(worker, 'live')).toEqual(alive);
    expect(await probe(worker, 'ready')).toEqual(well);
    line.silence(fetchesJob);
    const run = await queued.enqueue(world.branches[0]);
    await until('it to be called dead', async () => (await probe(worker, 'live')).code === 503, 120_000);
    expect(await probe(worker, 'live')).toEqual({ code: 503, status: 'not_live', unwell: ['consumption'] });
    expect(await probe(worker, 'ready')).toEqual({ code: 503, status: 'not_ready', unwell: ['consumption'] });
    expect(worker.output()).toContain('this worker takes no more jobs');
    await until('the fleet to know', async () => {
      const [told] = await world.database.sql`select is_consuming from workers`;
      return told?.['is_consuming'] === false;
    });
    expect(await world.runOf(run.id)).toMatchObject({ status: 'queued' });

    await worker.kill();
    await queued.startWorker();
    expect(await queued.finished(run)).toMatchObject({ status: 'succeeded', imported: 15 });
    await expectExactlyOnce(world, world.branches[0]);
  });
});

describe.each(queueStores())('a worker whose Postgres is away (queue in $name)', (store) => {
  it('is not ready while that does not answer, or nobody listens, but alive, and ready again by itself', async () => {
    const world = await aSmallWorld();
    const queued = withQueue(world, store);
    const line = await aLineTo(world.database.url);
    const worker = await aWorkerProcess({ ...queued.environment, DATABASE_URL: line.url, WORKER_HEALTH_PORT: '0' });
    expect(await probe(worker, 'ready')).toEqual(well);
    for (const disturb of [() => line.cut(), () => line.silence(/./s)]) {
      disturb();
      await until('it not to be ready', async () => (await probe(worker, 'ready')).unwell.includes('database'));
      expect(await probe(worker, 'live')).toEqual(alive);
      await until('a heartbeat to be lost', async () => worker.output().includes('a heartbeat did not reach the database'));
      line.cut();
      line.mend();
      await until('it to be ready again', async () => (await probe(worker, 'ready')).code === 200);
    }
    const run = await queued.enqueue(world.branches[0]);
    expect(await queued.finished(run)).toMatchObject({ status: 'succeeded', imported: 15 });
    expect(await worker.stop()).toBe(0);
  });
});

describe('a worker whose Redis is away', () => {
  it.skipIf(queueStores().length === 1)('is not ready while Redis is away, but alive, and ready again by itself', async () => {
    const world = await aSmallWorld();
    let redis = await startRedis();
    onTestFinished(() => redis.stop());
    const queued = withQueue(world, { name: 'redis', environment: () => ({ REDIS_URL: redis.url, QUEUE_PREFIX: 'own' }) });
    const worker = await aWorkerProcess({ ...queued.environment, WORKER_HEALTH_PORT: '0' });
    expect(await probe(worker, 'ready')).toEqual(well);
    await redis.stop();
    await until('it not to be ready', async () => (await probe(worker, 'ready')).code === 503);
    expect((await probe(worker, 'ready')).unwell).toEqual(['queue']);
    expect(await probe(worker, 'live')).toEqual(alive);
    redis = await startRedis({ port: redis.port });
    await until('it to be ready again', async () => (await probe(worker, 'ready')).code === 200);
    const run = await queued.enqueue(world.branches[0]);
    expect(await queued.finished(run)).toMatchObject({ status: 'succeeded', imported: 15 });
    expect(await worker.stop()).toBe(0);
  });

  it.skipIf(queueStores().length === 1)(
    'ends soon and in order where it is asked to while Redis is away, if nothing is under way',
    async () => {
      const world = await aSmallWorld();
      const redis = await startRedis();
      onTestFinished(() => redis.stop());
      const environment = { ...environmentOf(world, { REDIS_URL: redis.url, QUEUE_PREFIX: 'own' }), WORKER_DRAIN_MS: '3600000' };
      const worker = await aWorkerProcess(environment);
      await redis.stop();
      expect(await worker.stop()).toBe(0);
      expect(worker.output()).toContain('worker stopped');
      expect(worker.output()).not.toContain('not in order');
      expect(await world.database.sql`select * from workers where stopped_at is null`).toEqual([]);
    },
  );
});
