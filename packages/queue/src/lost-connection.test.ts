import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { expect, inject, it, onTestFinished, vi } from 'vitest';
import { openQueues } from './queues.ts';
import { chooseQueueStore } from './store.ts';
import { untilOpen } from './until-open.ts';
import { startQueueWorker } from './workers.ts';

/** A database of its own, and what cuts off everybody who is connected to it. */
async function aDatabase() {
  const name = `queue_${randomBytes(6).toString('hex')}`;
  const server = postgres(inject('postgresUrl'), { max: 1, onnotice: () => undefined });
  await server`create database ${server(name)}`;
  onTestFinished(async () => {
    await server`drop database ${server(name)} with (force)`;
    await server.end();
  });
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${name}`;
  const cutAll = async () => {
    const cut = await server`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`;
    return cut.length;
  };
  return { url: url.href, cutAll };
}

it('survives the loss of every connection to Postgres, in the midst of its work', async () => {
  const { url, cutAll } = await aDatabase();
  const store = chooseQueueStore({ redisUrl: null, databaseUrl: url, prefix: 'branch-sync' });
  const queues = openQueues(store, () => undefined);
  const done = new Set<string>();
  const worker = startQueueWorker(store, 'receive', async ({ name }) => void done.add(name), {
    concurrency: 20,
    lockDurationMs: 2_000,
    onError: () => undefined,
  });
  onTestFinished(async () => {
    await worker.close();
    await queues.close();
  });
  const add = (name: string) => queues.byName.receive.add(name, {});
  await add('first');
  await vi.waitFor(() => expect(done).toContain('first'), 10_000);
  for (let round = 0; round < 5; round += 1) {
    const added = Promise.allSettled(Array.from({ length: 50 }, (_, index) => add(`${round}-${index}`)));
    await cutAll();
    await added;
  }
  await vi.waitFor(() => add('last'), 10_000);
  await vi.waitFor(() => expect(done).toContain('last'), 20_000);
});

it('survives the loss of a connection that it has just opened, and tells that it cannot be worked with', async () => {
  const { url, cutAll } = await aDatabase();
  const store = chooseQueueStore({ redisUrl: null, databaseUrl: url, prefix: 'branch-sync' });
  const outcomes: string[] = [];
  // On a busy machine the cut may come when all is open already: then once more.
  for (let round = 0; outcomes.filter((outcome) => outcome === 'not open').length < 3 && round < 30; round += 1) {
    const queues = openQueues(store, () => undefined);
    const opened = untilOpen(store, Object.values(queues.byName)).then(
      () => 'open',
      () => 'not open',
    );
    await vi.waitFor(async () => expect(await cutAll()).toBeGreaterThan(0), { timeout: 10_000, interval: 1 });
    outcomes.push(await opened);
    await queues.close();
  }
  expect(outcomes.filter((outcome) => outcome === 'not open')).toHaveLength(3);
});
