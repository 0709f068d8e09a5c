import { chooseQueueStore, openQueues, startQueueWorker } from '@branch-sync/queue';
import { expect, it, onTestFinished } from 'vitest';
import { aDatabase } from '../harness/database.ts';
import { aLineTo } from '../harness/line.ts';
import { until } from '../harness/until.ts';

it('a queue and a worker that were opened while Postgres was away work once it is there', async () => {
  const { url } = await aDatabase();
  const line = await aLineTo(url);
  const store = chooseQueueStore({ redisUrl: null, databaseUrl: line.url, prefix: 'opening' });
  line.cut();
  const queues = openQueues(store, () => undefined);
  const done: unknown[] = [];
  const errors: Error[] = [];
  const worker = startQueueWorker(store, 'receive', async ({ name }) => done.push(name), {
    concurrency: 2,
    lockDurationMs: 30_000,
    onError: (error) => errors.push(error),
  });
  onTestFinished(async () => {
    await worker.close();
    await queues.close();
  });
  const { receive } = queues.byName;
  await expect(receive.getWaitingCount()).rejects.toThrow();
  await until('the worker to have tried, too', async () => errors.length > 0);
  line.mend();
  await until('the queue to answer', async () => (await receive.getWaitingCount().catch(() => null)) === 0);
  await receive.add('after all', {});
  await until('the job to be done', async () => done.includes('after all'));
});
