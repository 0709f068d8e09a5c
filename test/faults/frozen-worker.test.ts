import { generatedBranch } from '@branch-sync/odoo-sim';
import { describe, expect, it } from 'vitest';
import { expectExactlyOnce } from '../harness/exactly-once.ts';
import { queueStores } from '../harness/queue-stores.ts';
import { withQueue } from '../harness/queued-world.ts';
import type { WorkerProcess } from '../harness/worker-process.ts';
import { aWorld, canarySecret, ledgerOf, standingFailures, type World } from '../harness/world.ts';

const load = { model: 'sale.order', method: 'load' } as const;

/** SIGSTOP: the process is there, and does nothing: a machine that swaps, a virtual one that is moved. */
const freeze = ({ pid }: WorkerProcess) => process.kill(pid, 'SIGSTOP');
const thaw = ({ pid }: WorkerProcess) => process.kill(pid, 'SIGCONT');

/** Freezes the worker while central works on its first batch, which central commits all the same. */
function frozenAtItsFirstLoad(world: World, worker: WorkerProcess): Promise<void> {
  return new Promise((resolve) => {
    const stop = world.sim.onCall(load, (moment) => {
      if (moment === 'before') freeze(worker);
      else {
        stop();
        resolve();
      }
    });
  });
}

describe.each(queueStores())('a worker that freezes while its run goes to another (queue in $name)', (store) => {
  it('and wakes when the other is through: nothing of its work counts, and it works on', async () => {
    const { world, branch, queued } = await aQueuedWorld();
    const frozen = await queued.startWorker();
    const atItsFirstLoad = frozenAtItsFirstLoad(world, frozen);
    const run = await queued.enqueue(branch);
    await atItsFirstLoad;
    const other = await queued.startWorker();
    expect(await queued.finished(run)).toMatchObject({ status: 'succeeded', seen: 130, imported: 130, failed: 0 });
    expect(await other.stop()).toBe(0);

    thaw(frozen);
    const next = await queued.finished(await queued.enqueue(branch, { since: '2020-01-01T00:00:00Z' }));
    expect(next).toMatchObject({ status: 'succeeded', imported: 0, alreadyThere: 130 });
    expect(await frozen.stop()).toBe(0);
    expect(await world.runOf(run.id)).toMatchObject({ status: 'succeeded', seen: 130, imported: 130, error: null });
    expect(await (await queued.jobOf(run)).getState()).toBe('completed');
    expect(await standingFailures(world, branch)).toEqual([]);
    await expectExactlyOnce(world, branch);
  });

  it('and wakes while the other is in the middle: it stands back, and the other ends the run', async () => {
    const { world, branch, queued } = await aQueuedWorld();
    const frozen = await queued.startWorker();
    const atItsFirstLoad = frozenAtItsFirstLoad(world, frozen);
    const run = await queued.enqueue(branch);
    await atItsFirstLoad;
    const held = new Promise<() => void>((resolve) => {
      const stop = world.sim.onCall(load, async (moment) => {
        if (moment !== 'before') return;
        stop();
        await new Promise<void>((letGo) => resolve(letGo));
      });
    });
    await queued.startWorker();
    const letGo = await held;
    expect(world.central.records('sale.order')).toHaveLength(100);

    thaw(frozen);
    // It ends only when its attempt has ended: its batch is in central, and its commit was refused.
    expect(await frozen.stop()).toBe(0);
    expect(await ledgerOf(world, branch)).toEqual([]);
    expect(await world.runOf(run.id)).toMatchObject({ status: 'running', seen: 0, imported: 0, error: null });
    expect(await standingFailures(world, branch)).toEqual([]);
    letGo();
    expect(await queued.finished(run)).toMatchObject({ status: 'succeeded', seen: 130, imported: 130, failed: 0, error: null });
    expect(await standingFailures(world, branch)).toEqual([]);
    await expectExactlyOnce(world, branch);
  });

  async function aQueuedWorld() {
    const world = await aWorld([generatedBranch({ name: 'b1', seed: 71, orders: 130, password: canarySecret })]);
    const [branch] = world.branches;
    // The calls outlast the freeze: what ends the frozen attempt is the lease, not a timeout.
    return { world, branch, queued: withQueue(world, store, { ODOO_CALL_TIMEOUT_MS: '60000' }) };
  }
});
