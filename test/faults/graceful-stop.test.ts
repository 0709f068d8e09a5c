import { generatedBranch } from '@branch-sync/odoo-sim';
import { describe, expect, it } from 'vitest';
import { expectExactlyOnce } from '../harness/exactly-once.ts';
import { queueStores } from '../harness/queue-stores.ts';
import { withQueue } from '../harness/queued-world.ts';
import { until } from '../harness/until.ts';
import { aWorld, canarySecret, ledgerOf, standingFailures } from '../harness/world.ts';

describe.each(queueStores())('a worker that is asked to stop (queue in $name)', (store) => {
  it('finishes the batch under way, ends with 0, and another goes on from there', async () => {
    const world = await aWorld([generatedBranch({ name: 'b1', seed: 31, orders: 250, password: canarySecret })]);
    const [branch] = world.branches;
    const queued = withQueue(world, store);
    const worker = await queued.startWorker();
    const stopped = new Promise<number | null>((resolve) => {
      const stop = world.sim.onCall({ model: 'sale.order', method: 'load' }, async (moment) => {
        if (moment !== 'before') return;
        stop();
        resolve(worker.stop());
      });
    });
    const run = await queued.enqueue(branch);
    expect(await stopped).toBe(0);
    // One whole batch is recorded, the others are not begun.
    expect(await ledgerOf(world, branch)).toHaveLength(100);
    expect(await world.runOf(run.id)).toMatchObject({ status: 'queued', imported: 100, error: null });

    await queued.startWorker();
    expect(await queued.finished(run)).toMatchObject({ status: 'succeeded', seen: 250, imported: 250, failed: 0 });
    await expectExactlyOnce(world, branch);
    expect(await standingFailures(world, branch)).toEqual([]);
    // The stop has used up none of the tries that the queue gives a run.
    await until('the job to be completed', async () => (await queued.jobOf(run)).isCompleted());
    expect(await queued.jobOf(run)).toMatchObject({ attemptsMade: 1 });
  });
});
