import { runAcceptedSchema } from '@branch-sync/contract';
import { generatedBranch } from '@branch-sync/odoo-sim';
import { describe, expect, it } from 'vitest';
import { expectExactlyOnce } from '../harness/exactly-once.ts';
import { queueStores } from '../harness/queue-stores.ts';
import { withQueue } from '../harness/queued-world.ts';
import { aWorld, canarySecret } from '../harness/world.ts';
import { anApi } from '../integration/api/an-api.ts';

describe.each(queueStores())('a worker at work, called off and asked again through the API (queue in $name)', (store) => {
  it('ends at the next batch’s border, keeps what came in, and brings the rest in when asked', async () => {
    const world = await aWorld([generatedBranch({ name: 'b1', seed: 171, orders: 250, password: canarySecret })]);
    const [branch] = world.branches;
    const queued = withQueue(world, store);
    const api = await anApi({ database: world.database, queues: queued.queues });
    const worker = await queued.startWorker();
    const calledOff = new Promise<number>((resolve, reject) => {
      const stop = world.sim.onCall({ model: 'sale.order', method: 'load' }, async (moment) => {
        if (moment !== 'after') return;
        stop();
        await api
          .call('POST', `/api/runs/${run.id}/cancel`, { as: 'operator' })
          .then(({ statusCode }) => resolve(statusCode), reject);
      });
    });
    const run = await queued.enqueue(branch);
    expect(await calledOff).toBe(202);
    expect(await queued.finished(run)).toMatchObject({ status: 'cancelled', imported: 100 });
    expect(world.central.records('sale.order')).toHaveLength(100);

    const retried = await api.call('POST', `/api/runs/${run.id}/retry`, { as: 'operator' });
    expect(retried.statusCode, retried.body).toBe(202);
    const { runId } = runAcceptedSchema.parse(retried.json());
    expect(await queued.finished({ id: runId })).toMatchObject({ status: 'succeeded', trigger: 'retry', imported: 150 });
    await expectExactlyOnce(world, branch);
    expect(await worker.stop()).toBe(0);
  });
});
