import { fileURLToPath } from 'node:url';
import { workerPageSchema } from '@branch-sync/contract';
import { cliActor, createApiKey } from '@branch-sync/db';
import { generatedBranch } from '@branch-sync/odoo-sim';
import { describe, expect, it } from 'vitest';
import { expectExactlyOnce } from '../harness/exactly-once.ts';
import { queueStores } from '../harness/queue-stores.ts';
import { type QueuedWorld, withQueue } from '../harness/queued-world.ts';
import { until } from '../harness/until.ts';
import { aWorld, canarySecret, ledgerOf, standingFailures, type World } from '../harness/world.ts';
import { anApi, bearer } from '../integration/api/an-api.ts';

const aBranch = (orders: number) => generatedBranch({ name: 'b1', seed: 81, orders, password: canarySecret });

/** GET /api/workers of a world. */
async function fleetOf({ database }: World) {
  const api = await anApi({ db: database.db });
  const { secret } = await createApiKey(database.db, cliActor, { name: 'fleet', role: 'viewer', expiresAt: null });
  return async () =>
    workerPageSchema.parse((await api.call('GET', '/api/workers', { headers: bearer(secret) })).json<unknown>()).items;
}

/** On a busy machine a second without a sign of life is nothing. */
const patient = { WORKER_LOCK_MS: '3000' };

const preload = (module: string) => ({
  NODE_OPTIONS: `--import=${fileURLToPath(new URL(`../harness/preload/${module}.mjs`, import.meta.url))}`,
});

describe.each(queueStores())('a worker in the fleet (queue in $name)', (store) => {
  it('is told from its first beat to its last', async () => {
    const world = await aWorld([aBranch(15)]);
    const queued = withQueue(world, store, { WORKER_CONCURRENCY: '7' });
    const fleet = await fleetOf(world);
    const worker = await queued.startWorker();
    const [first] = await until('its first beat', async () => {
      const told = await fleet();
      return told.length > 0 && told;
    });
    // Seven receives, and a fifth as many pushes and reconciles each.
    expect(first).toMatchObject({ pid: worker.pid, state: 'running', concurrency: 11, running: 0, isConsuming: true });
    expect(first).toMatchObject({ lastJobAt: null, stoppedAt: null, version: expect.stringMatching(/^\d+\.\d+\.\d+$/) });
    await queued.finished(await queued.enqueue(world.branches[0]));
    await until('a beat after its job', async () => (await fleet())[0]?.lastJobAt);
    expect(await worker.stop()).toBe(0);
    expect(await fleet()).toMatchObject([{ id: first?.id, state: 'stopped', running: 0, isConsuming: false }]);
    expect(worker.output()).toContain('worker stopped');
  });
});

it('a worker that is killed falls silent, and its successor is another one', async () => {
  const world = await aWorld([aBranch(15)]);
  const [store] = queueStores();
  if (store === undefined) throw new Error('There is no queue store.');
  const queued = withQueue(world, store);
  const fleet = await fleetOf(world);
  const killed = await queued.startWorker();
  await until('its first beat', async () => (await fleet()).length === 1);
  await killed.kill();
  await world.database.sql`update workers set seen_at = seen_at - interval '31 seconds'`;
  expect(await fleet()).toMatchObject([{ pid: killed.pid, state: 'silent', stoppedAt: null }]);
  const next = await queued.startWorker();
  await until('the first beat of the next', async () => (await fleet()).length === 2);
  expect(await fleet()).toMatchObject([
    { pid: next.pid, state: 'running' },
    { pid: killed.pid, state: 'silent' },
  ]);
});

describe.each(queueStores())('a worker whose branch hangs (queue in $name)', (store) => {
  it('ends at once at a second signal, says what it cut short, and another takes that up', async () => {
    const { world, queued, mend } = await aHangingWorld({});
    const { worker, run } = await atItsHangingCall(world, queued);
    process.kill(worker.pid, 'SIGTERM');
    await until('it to drain', async () => worker.output().includes('worker stops'));
    process.kill(worker.pid, 'SIGTERM');
    expect(await worker.exitCode).toBe(1);
    expect(worker.output()).toMatch(
      /^branch-sync worker stopped at once: SIGTERM came while it was ending \(cut short: 1 run, which another worker takes up\)$/m,
    );
    await finishesElsewhere(world, queued, run, mend);
  });

  it('is drained for so long as it may be, then says what it cut short', async () => {
    const { world, queued, mend } = await aHangingWorld({ WORKER_DRAIN_MS: '500' });
    const { worker, run } = await atItsHangingCall(world, queued);
    expect(await worker.stop()).toBe(1);
    expect(worker.output()).toMatch(
      /^branch-sync worker stopped, but not in order: running batches were not finished within 0\.5 s \(cut short: 1 run, [^)]+\)$/m,
    );
    expect(await (await fleetOf(world))()).toMatchObject([{ state: 'stopped' }]);
    await finishesElsewhere(world, queued, run, mend);
  });

  async function aHangingWorld(environment: Record<string, string>) {
    const world = await aWorld([aBranch(15)]);
    const mend = world.sim.outages.add({ match: { database: 'b1' }, kind: 'hang' });
    // The calls outlast the test: what ends the worker is not their time limit.
    return { world, mend, queued: withQueue(world, store, { ODOO_CALL_TIMEOUT_MS: '600000', ...patient, ...environment }) };
  }

  async function atItsHangingCall(world: World, queued: QueuedWorld) {
    const worker = await queued.startWorker();
    const run = await queued.enqueue(world.branches[0]);
    await until('the run to be at work', async () => (await world.runOf(run.id)).status === 'running');
    return { worker, run };
  }

  async function finishesElsewhere(
    world: World,
    queued: QueuedWorld,
    run: Awaited<ReturnType<typeof world.ask>>,
    mend: () => void,
  ): Promise<void> {
    mend();
    await queued.startWorker();
    expect(await queued.finished(run)).toMatchObject({ status: 'succeeded', imported: 15 });
    await expectExactlyOnce(world, world.branches[0]);
    expect(await standingFailures(world, world.branches[0])).toEqual([]);
  }
});

describe.each(queueStores())('an error that nobody catches (queue in $name)', (store) => {
  it('ends the worker once its batch is finished, with a clear last line', async () => {
    const world = await aWorld([aBranch(130)]);
    const [branch] = world.branches;
    const queued = withQueue(world, store, { ...patient, ...preload('uncaught-error') });
    const worker = await queued.startWorker();
    const stop = world.sim.onCall({ model: 'sale.order', method: 'load' }, async (moment) => {
      if (moment !== 'before') return;
      stop();
      process.kill(worker.pid, 'SIGWINCH');
      await until('the error', async () => worker.output().includes('an error was not caught'));
    });
    const run = await queued.enqueue(branch);
    expect(await worker.exitCode).toBe(1);
    expect(worker.output()).toMatch(/^branch-sync worker ended by an error that nobody caught: TypeError: a fault of ours$/m);
    expect(worker.output()).not.toContain('canary-of-a-value');
    expect(await ledgerOf(world, branch)).toHaveLength(100);

    await queued.startWorker();
    expect(await queued.finished(run)).toMatchObject({ status: 'succeeded', imported: 130 });
    await expectExactlyOnce(world, branch);
  });
});
