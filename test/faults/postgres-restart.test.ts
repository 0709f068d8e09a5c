import { runAcceptedSchema } from '@branch-sync/contract';
import { generatedBranch } from '@branch-sync/odoo-sim';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anApiProcess } from '../harness/api-process.ts';
import { expectExactlyOnce } from '../harness/exactly-once.ts';
import { onceCommitting } from '../harness/held-commit.ts';
import { aMortalPostgres, type MortalPostgres } from '../harness/mortal-postgres.ts';
import { queueStores, type TestQueueStore } from '../harness/queue-stores.ts';
import { withQueue } from '../harness/queued-world.ts';
import { until } from '../harness/until.ts';
import { aWorld, canarySecret, standingFailures } from '../harness/world.ts';

let server: MortalPostgres;
beforeAll(async () => {
  server = await aMortalPostgres();
});
afterAll(() => server.remove());

describe.each(queueStores())('Postgres is ended and started again under a worker (queue in $name)', (store) => {
  it('in the middle of a commit: the run goes on by itself, every order exactly once', async () => {
    const { world, branch, queued } = await aQueuedWorld(store);
    const worker = await queued.startWorker();
    const killed = onceCommitting(world.database.url, 'orders', () => server.kill());
    const run = await queued.enqueue(branch);
    await killed;
    await server.startAgain();
    expect(await queued.finished(run)).toMatchObject({ status: 'succeeded', seen: 60, imported: 60, failed: 0, error: null });
    expect(await standingFailures(world, branch)).toEqual([]);
    await expectExactlyOnce(world, branch);
    // The job tells nothing of our statements, which may quote a customer's data.
    const { failedReason, stacktrace, attemptsMade } = await queued.jobOf(run);
    if (store.name === 'redis') expect({ failedReason, stacktrace, attemptsMade }).toEqual({ stacktrace: [], attemptsMade: 1 });
    // The process that began is the one that is here still, and it lets go in order.
    expect(await worker.stop()).toBe(0);
  });

  it('while a batch is on its way to central: what central did meanwhile is found, not doubled', async () => {
    const { world, branch, queued } = await aQueuedWorld(store);
    const worker = await queued.startWorker();
    const answered = new Promise<void>((resolve) => {
      const stop = world.sim.onCall({ model: 'sale.order', method: 'load' }, async (moment) => {
        if (moment === 'before') return server.stopAtOnce();
        stop();
        resolve();
      });
    });
    const run = await queued.enqueue(branch);
    await answered;
    await until('the worker to want Postgres', async () => worker.output().includes('ECONNREFUSED'));
    await server.startAgain();
    expect(await queued.finished(run)).toMatchObject({ status: 'succeeded', seen: 60, imported: 60, failed: 0, error: null });
    expect(await standingFailures(world, branch)).toEqual([]);
    await expectExactlyOnce(world, branch);
    expect(await worker.stop()).toBe(0);
  });

  it('while it has nothing to do: the next run goes well', async () => {
    const { world, branch, queued } = await aQueuedWorld(store);
    const worker = await queued.startWorker();
    await server.stopAtOnce();
    await server.startAgain();
    await world.database.sql`update schedules set every_seconds = 600, next_due_at = now()`;
    const scheduled = await until('a run that the planner made', async () => {
      const [found] = await world.database.sql`select id from runs`;
      return found;
    });
    expect(await queued.finished(await world.runOf(String(scheduled['id'])))).toMatchObject({
      status: 'succeeded',
      imported: 60,
    });
    await expectExactlyOnce(world, branch);
    expect(await worker.stop()).toBe(0);
  });
});

describe.each(queueStores().slice(0, 1))('Postgres is ended and started again under an API (queue in $name)', (store) => {
  it('it says so meanwhile, and works again after: what it accepts then is done', async () => {
    const { world, branch, queued } = await aQueuedWorld(store);
    const api = await anApiProcess(queued.environment);
    const receive = () => api.call('POST', `/api/branches/${branch.code}/receive`, {});
    expect((await api.call('GET', '/api/health/ready')).status).toBe(200);
    await server.stopAtOnce();
    for (const answer of [await api.call('GET', '/api/branches'), await receive()]) {
      expect(answer.status).toBe(503);
      expect(await answer.json()).toMatchObject({ code: 'database.away' });
    }
    expect((await api.call('GET', '/api/health/ready')).status).toBe(503);
    expect((await api.call('GET', '/api/health/live')).status).toBe(200);

    await server.startAgain();
    await until('the API to be ready', async () => (await api.call('GET', '/api/health/ready')).ok);
    expect((await api.call('GET', '/api/branches')).status).toBe(200);
    const accepted = await receive();
    expect(accepted.status).toBe(202);
    const { runId } = runAcceptedSchema.parse(await accepted.json());
    await queued.startWorker();
    expect(await queued.finished(await world.runOf(runId))).toMatchObject({ status: 'succeeded', imported: 60 });
    await expectExactlyOnce(world, branch);
    expect(await api.stop()).toBe(0);
  });
});

async function aQueuedWorld(store: TestQueueStore) {
  const odoo = generatedBranch({ name: 'b1', seed: 111, orders: 60, password: canarySecret });
  const world = await aWorld([odoo], { server });
  return { world, branch: world.branches[0], queued: withQueue(world, store) };
}
