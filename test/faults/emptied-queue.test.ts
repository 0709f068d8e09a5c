import { generatedBranch } from '@branch-sync/odoo-sim';
import { describe, expect, it } from 'vitest';
import { expectExactlyOnce } from '../harness/exactly-once.ts';
import { queueStores } from '../harness/queue-stores.ts';
import { type QueuedWorld, withQueue } from '../harness/queued-world.ts';
import { until } from '../harness/until.ts';
import { aWorld, canarySecret } from '../harness/world.ts';

/** Everything of this queue's store is gone, as after a FLUSHALL (other tests share the server). */
async function emptyStore({ queues }: QueuedWorld): Promise<void> {
  for (const queue of Object.values(queues.byName)) await queue.obliterate({ force: true });
}

describe.each(queueStores())('by schedule (queue in $name)', (store) => {
  it('a branch is received when it is due, again and again, without anyone', async () => {
    const { world, queued } = await aScheduledWorld(60);
    const [branch] = world.branches;
    await queued.startWorker();
    await world.database.sql`update schedules set every_seconds = 600, next_due_at = now()`;
    await until('the first run', async () => (await finishedRuns(world)) === 1);
    await expectExactlyOnce(world, branch);
    await world.database.sql`update schedules set next_due_at = now()`;
    await until('the second run', async () => (await finishedRuns(world)) === 2);
    await expectExactlyOnce(world, branch);
  });

  it('a run whose job was lost before a worker came is worked on all the same', async () => {
    const { world, queued } = await aScheduledWorld(60);
    const [branch] = world.branches;
    const run = await queued.enqueue(branch);
    await emptyStore(queued);
    await world.database.sql`update runs set created_at = now() - interval '1 minute'`;
    await queued.startWorker();
    expect(await queued.finished(run)).toMatchObject({ status: 'succeeded', imported: 60 });
    await expectExactlyOnce(world, branch);
  });

  it('a store emptied in the middle of a run loses nothing, doubles nothing, and schedules go on', async () => {
    const { world, queued } = await aScheduledWorld(250);
    const [branch] = world.branches;
    await queued.startWorker();
    const emptied = new Promise<void>((resolve) => {
      const stop = world.sim.onCall({ model: 'sale.order', method: 'load', nth: 2 }, async (moment) => {
        if (moment !== 'after') return;
        stop();
        resolve(emptyStore(queued));
      });
    });
    const run = await queued.enqueue(branch);
    await emptied;
    expect(await queued.finished(run)).toMatchObject({ status: 'succeeded', imported: 250 });
    await expectExactlyOnce(world, branch);
    await world.database.sql`update schedules set every_seconds = 600, next_due_at = now()`;
    await until('the planner to go on', async () => (await finishedRuns(world)) === 2);
    await expectExactlyOnce(world, branch);
  });

  async function aScheduledWorld(orders: number) {
    const world = await aWorld([generatedBranch({ name: 'b1', seed: 61, orders, password: canarySecret })]);
    return { world, queued: withQueue(world, store) };
  }

  async function finishedRuns({ database }: Awaited<ReturnType<typeof aWorld>>): Promise<number> {
    const [found] = await database.sql`select count(*)::int as count from runs where status = 'succeeded'`;
    return Number(found?.['count']);
  }
});
