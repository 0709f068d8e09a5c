import { generatedBranch } from '@branch-sync/odoo-sim';
import { describe, expect, it } from 'vitest';
import { expectExactlyOnce } from '../harness/exactly-once.ts';
import { onceBlocked } from '../harness/held-row.ts';
import { killAt } from '../harness/kill-at.ts';
import { queueStores, type TestQueueStore } from '../harness/queue-stores.ts';
import { withQueue } from '../harness/queued-world.ts';
import { aWorld, canarySecret } from '../harness/world.ts';

/** A call of a receive, and when the worker is killed: on its way to Odoo, or with the answer on its way back. */
interface Kill {
  readonly step: string;
  readonly model: string;
  readonly method: string;
  readonly nth?: number;
  readonly moment: 'before' | 'after';
}
type Call = Omit<Kill, 'moment'>;

/** What a receive asks before it has written anything: it begins anew, whatever the queue's store. */
const questions: readonly Call[] = [
  { step: 'looking for orders', model: 'pos.order', method: 'search_read' },
  { step: 'reading lines', model: 'pos.order.line', method: 'search_read' },
  { step: 'reading payments', model: 'pos.payment', method: 'search_read' },
  { step: 'looking up products', model: 'product.product', method: 'search_read' },
  { step: 'looking up taxes', model: 'account.tax', method: 'search_read' },
];

/** And what follows, from where central changes; 130 orders make two batches. */
const writes: readonly Call[] = [
  { step: 'loading the first batch', model: 'sale.order', method: 'load' },
  { step: 'loading the second batch', model: 'sale.order', method: 'load', nth: 2 },
  { step: 'reading totals back', model: 'sale.order', method: 'search_read' },
];

const at = (moment: Kill['moment'], calls: readonly Call[]): Kill[] => calls.map((call) => ({ ...call, moment }));
const whileWriting = [...at('before', writes), ...at('after', writes)];
const kills: Readonly<Record<TestQueueStore['name'], readonly Kill[]>> = {
  postgres: [...at('before', questions), ...whileWriting],
  redis: [...at('after', questions), ...whileWriting],
};

describe.each(queueStores())('a worker killed with SIGKILL (queue in $name)', (store) => {
  it.each(kills[store.name])('$moment $step: every order exactly once', async ({ model, method, moment, nth = 1 }) => {
    const { world, queued } = await aQueuedWorld();
    const [branch] = world.branches;
    const worker = await queued.startWorker();
    const killed = killAt(world, { model, method, nth }, moment, worker);
    const run = await queued.enqueue(branch);
    await killed;
    await queued.startWorker();
    expect(await queued.finished(run)).toMatchObject({ status: 'succeeded', failed: 0 });
    await expectExactlyOnce(world, branch);
  });

  it.each(['leases', 'runs'])('while its commit waits for a row of %s: every order exactly once', async (table) => {
    const { world, queued } = await aQueuedWorld();
    const [branch] = world.branches;
    const worker = await queued.startWorker();
    const run = await queued.enqueue(branch);
    // The worker's transaction is caught half-way: the row that it needs next is held, and it dies waiting.
    await onceBlocked(world.database.url, table, () => worker.kill());
    await queued.startWorker();
    expect(await queued.finished(run)).toMatchObject({ status: 'succeeded', failed: 0 });
    await expectExactlyOnce(world, branch);
  });

  it('five times over: every order exactly once', async () => {
    const { world, queued } = await aQueuedWorld();
    const [branch] = world.branches;
    const run = await queued.enqueue(branch);
    for (let time = 1; time <= 5; time += 1) {
      const worker = await queued.startWorker();
      await new Promise<void>((resolve) => {
        const stop = world.sim.onCall({ database: branch.code }, async () => {
          stop();
          await worker.kill();
          resolve();
        });
      });
    }
    await queued.startWorker();
    expect(await queued.finished(run)).toMatchObject({ status: 'succeeded' });
    await expectExactlyOnce(world, branch);
  }, 120_000);

  async function aQueuedWorld() {
    const world = await aWorld([generatedBranch({ name: 'branch3', seed: 3, orders: 130, password: canarySecret })]);
    return { world, queued: withQueue(world, store) };
  }
});
