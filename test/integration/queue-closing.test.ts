import { findRedis, startRedis } from '@branch-sync/local-services';
import { chooseQueueStore, openQueues } from '@branch-sync/queue';
import { expect, it, onTestFinished } from 'vitest';

const binary = await findRedis();

it.skipIf(binary === null)('queues are closed in order though Redis is away', async () => {
  const redis = await startRedis();
  onTestFinished(() => redis.stop());
  const queues = openQueues(chooseQueueStore({ redisUrl: redis.url, databaseUrl: '', prefix: 'closing' }), () => undefined);
  const { receive } = queues.byName;
  await receive.add('before', {});
  await redis.stop();
  await expect(receive.getWaitingCount()).rejects.toThrow();
  await expect(queues.close()).resolves.toBeUndefined();
});
