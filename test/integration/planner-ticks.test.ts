import { chooseQueueStore, keepTicking, openQueues } from '@branch-sync/queue';
import { describe, expect, it, onTestFinished } from 'vitest';
import { aDatabase } from '../harness/database.ts';
import { queueStores } from '../harness/queue-stores.ts';

describe.each(queueStores())('the planner’s ticks (queue in $name)', (store) => {
  it('are set once, set again where the store has forgotten them, and brought back where a clock that runs ahead has put them far off', async () => {
    const { queues } = await openStore();
    const next = async () => (await queues.byName.planner.getJobScheduler('tick'))?.next ?? 0;
    expect(await keepTicking(queues)).toEqual({ wereForgotten: true });
    const first = await next();
    expect(first).toBeGreaterThan(0);
    expect(await keepTicking(queues)).toEqual({ wereForgotten: false });
    expect(await next()).toBe(first);

    await queues.byName.planner.obliterate({ force: true });
    expect(await keepTicking(queues)).toEqual({ wereForgotten: true });
    expect(await next()).toBeGreaterThan(0);

    const template = { name: 'tick', data: {} };
    const inAnHour = new Date(Date.now() + 3_600_000);
    await queues.byName.planner.removeJobScheduler('tick');
    await queues.byName.planner.upsertJobScheduler('tick', { every: 1_000, startDate: inAnHour }, template);
    expect(await next()).toBeGreaterThan(Date.now() + 3_000_000);
    expect(await keepTicking(queues)).toEqual({ wereForgotten: false });
    expect(await next()).toBeLessThan(Date.now() + 10_000);
    for (const { timestamp, delay } of await queues.byName.planner.getDelayed()) {
      expect(timestamp + delay).toBeLessThan(Date.now() + 10_000);
    }
  });

  async function openStore() {
    const database = await aDatabase();
    const { REDIS_URL, QUEUE_PREFIX = '' } = store.environment();
    const settings = { redisUrl: REDIS_URL ?? null, databaseUrl: database.url, prefix: QUEUE_PREFIX };
    const queues = openQueues(chooseQueueStore(settings), () => undefined);
    onTestFinished(() => queues.close());
    return { queues };
  }
});
