import { generatedBranch } from '@branch-sync/odoo-sim';
import { describe, expect, it } from 'vitest';
import { expectExactlyOnce } from '../harness/exactly-once.ts';
import { queueStores } from '../harness/queue-stores.ts';
import { withQueue } from '../harness/queued-world.ts';
import { until } from '../harness/until.ts';
import { aWorld, canarySecret } from '../harness/world.ts';

const shop = (name: string, seed: number, orders: number) => generatedBranch({ name, seed, orders, password: canarySecret });

describe.each(queueStores())('a worker with few places (queue in $name)', (store) => {
  it('gives others their turn while a branch has very many orders waiting', async () => {
    const world = await aWorld([shop('b1', 111, 620), shop('b2', 112, 5), shop('b3', 113, 5)]);
    const [long, ...short] = world.branches;
    const queued = withQueue(world, store, { WORKER_CONCURRENCY: '1', WORKER_SLICE_MS: '100' });
    const begun = new Promise<void>((resolve) => {
      const stop = world.sim.onCall({ model: 'sale.order', method: 'load' }, () => {
        stop();
        resolve();
      });
    });
    await queued.startWorker();
    const run = await queued.enqueue(long);
    await begun;
    const others = await Promise.all(short.map((branch) => queued.enqueue(branch)));
    for (const other of others) expect(await queued.finished(other)).toMatchObject({ status: 'succeeded', imported: 5 });
    expect(await world.runOf(run.id)).toMatchObject({ finishedAt: null, expected: 620 });
    expect(await queued.finished(run)).toMatchObject({ status: 'succeeded', seen: 620, imported: 620 });
    for (const branch of world.branches) await expectExactlyOnce(world, branch);
    await until('the job to be completed', async () => (await queued.jobOf(run)).isCompleted());
    expect(await queued.jobOf(run)).toMatchObject({ attemptsMade: 1 });
  });

  it('lends out the places of branches that hang, long before their calls run into the limit', async () => {
    const world = await aWorld([shop('b1', 114, 5), shop('b2', 115, 5), shop('b3', 116, 5)]);
    const [first, second = first, other = first] = world.branches;
    const queued = withQueue(world, store, { WORKER_CONCURRENCY: '2', ODOO_CALL_TIMEOUT_MS: '600000' });
    for (const { code } of [first, second]) world.sim.outages.add({ match: { database: code }, kind: 'hang' });
    await queued.startWorker();
    const hanging = [await queued.enqueue(first), await queued.enqueue(second)];
    await until(
      'both places to be held',
      async () => world.sim.calls.count({ database: 'b1' }) + world.sim.calls.count({ database: 'b2' }) >= 2,
    );
    expect(await queued.finished(await queued.enqueue(other))).toMatchObject({ status: 'succeeded', imported: 5 });
    for (const { id } of hanging) expect(await world.runOf(id)).toMatchObject({ status: 'running' });
  });
});
