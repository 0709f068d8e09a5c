import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { expect, inject, it, onTestFinished, vi } from 'vitest';
import { openQueues } from './queues.ts';
import { chooseQueueStore } from './store.ts';
import { startQueueWorker } from './workers.ts';

it('a worker that Postgres lets in no more asks now and then, not without a pause, and works once it is let in', async () => {
  const name = `queue_${randomBytes(6).toString('hex')}`;
  const server = postgres(inject('postgresUrl'), { max: 1, onnotice: () => undefined });
  await server`create database ${server(name)}`;
  onTestFinished(async () => {
    await server`drop database ${server(name)} with (force)`;
    await server.end();
  });
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${name}`;
  const store = chooseQueueStore({ redisUrl: null, databaseUrl: url.href, prefix: 'branch-sync' });
  const queues = openQueues(store, () => undefined);
  const done: string[] = [];
  const refusals: number[] = [];
  const worker = startQueueWorker(store, 'receive', async (job) => done.push(job.name), {
    concurrency: 1,
    lockDurationMs: 30_000,
    onError: () => refusals.push(performance.now()),
  });
  onTestFinished(async () => {
    await worker.close();
    await queues.close();
  });
  const add = (job: string) => queues.byName.receive.add(job, {});
  await add('first');
  await vi.waitFor(() => expect(done).toEqual(['first']), 10_000);

  await server`alter database ${server(name)} allow_connections false`;
  await server`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`;
  await vi.waitFor(() => expect(refusals.length).toBeGreaterThan(5), 30_000);
  expect((refusals.at(-1) ?? 0) - (refusals[0] ?? 0)).toBeGreaterThan(2_000);

  await server`alter database ${server(name)} allow_connections true`;
  await vi.waitFor(() => add('last'), 10_000);
  await vi.waitFor(() => expect(done).toEqual(['first', 'last']), 10_000);
});
