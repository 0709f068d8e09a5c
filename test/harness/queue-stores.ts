import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';

/** One of the two places where the queue may live, as the environment of a process tells it. */
export interface TestQueueStore {
  readonly name: 'postgres' | 'redis';
  /** Variables for a process of its own; every call has a prefix of its own, so that tests do not meet. */
  environment(): Record<string, string>;
}

/** Both stores; without a Redis only Postgres (the harness has said so, and in CI it does not come to that). */
export function queueStores(): TestQueueStore[] {
  const redisUrl = inject('redisUrl');
  const prefix = () => `t${randomBytes(6).toString('hex')}`;
  const stores: TestQueueStore[] = [{ name: 'postgres', environment: () => ({ QUEUE_PREFIX: prefix() }) }];
  if (redisUrl !== null) stores.push({ name: 'redis', environment: () => ({ REDIS_URL: redisUrl, QUEUE_PREFIX: prefix() }) });
  return stores;
}
