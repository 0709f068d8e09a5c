import { chooseQueueStore, countTakeableJobs, openQueues } from '@branch-sync/queue';
import { describe, expect, it, onTestFinished } from 'vitest';
import { aDatabase } from '../harness/database.ts';
import { queueStores } from '../harness/queue-stores.ts';

describe.each(queueStores())('the jobs that a queue would give out (queue in $name)', (store) => {
  const later = { delay: 3_600_000 };
  const inTwoHours = () => new Date(Date.now() + 2 * later.delay);

  async function aQueue() {
    const { url } = await aDatabase();
    const environment = store.environment();
    const prefix = environment['QUEUE_PREFIX'] ?? '';
    const queues = openQueues(
      chooseQueueStore({ redisUrl: environment['REDIS_URL'] ?? null, databaseUrl: url, prefix }),
      () => undefined,
    );
    onTestFinished(() => queues.close());
    return queues.byName.receive;
  }

  it('are those that wait, whatever their priority', async () => {
    const queue = await aQueue();
    expect(await countTakeableJobs(queue, new Date())).toBe(0);
    await queue.add('plain', {});
    await queue.add('with a priority', {}, { priority: 5 });
    expect(await countTakeableJobs(queue, new Date())).toBe(2);
  });

  it('are delayed ones as well, once their time has come: no worker has fetched them', async () => {
    const queue = await aQueue();
    await queue.add('later', {}, later);
    expect(await countTakeableJobs(queue, new Date())).toBe(0);
    expect(await countTakeableJobs(queue, inTwoHours())).toBe(1);
  });

  it('are none while an operator has paused the queue', async () => {
    const queue = await aQueue();
    await queue.add('plain', {});
    await queue.add('later', {}, later);
    await queue.pause();
    expect(await countTakeableJobs(queue, inTwoHours())).toBe(0);
    await queue.resume();
    expect(await countTakeableJobs(queue, inTwoHours())).toBe(2);
  });

  it('are none while an operator’s limits are reached', async () => {
    const queue = await aQueue();
    await queue.add('plain', {});
    await queue.setGlobalConcurrency(0);
    expect(await countTakeableJobs(queue, new Date())).toBe(0);
    await queue.removeGlobalConcurrency();
    expect(await countTakeableJobs(queue, new Date())).toBe(1);
    await queue.rateLimit(60_000);
    expect(await countTakeableJobs(queue, new Date())).toBe(0);
  });
});
