import type { Config } from '@branch-sync/config';
import { chooseQueueStore, openQueues, type QueueStore } from '@branch-sync/queue';

/** The queue store that every process with this configuration uses. */
export function queueStoreOf(config: Config, databaseUrl: string): QueueStore {
  return chooseQueueStore({ redisUrl: config.redisUrl?.reveal() ?? null, databaseUrl, prefix: config.queuePrefix });
}

/** The store in words: where it is, without login. */
export function queueStoreInWords(store: QueueStore): string {
  return store.kind === 'redis'
    ? `Redis at ${new URL(store.url).host} (keys ${store.prefix}:*)`
    : `Postgres, schema ${store.schema} of the same database (no REDIS_URL is set)`;
}

/**
 * Makes the tables of a queue store that needs some: BullMQ's Postgres backend makes its own, under a lock, when it is
 * opened. Redis needs none and is not asked. Throws what the store answers.
 */
export async function migrateQueueStore(store: QueueStore): Promise<void> {
  if (store.kind === 'redis') return;
  // Errors of the connection reject waitUntilReady as well: the listener only keeps them from ending the process.
  const queues = openQueues(store, () => undefined);
  try {
    for (const queue of Object.values(queues.byName)) await queue.waitUntilReady();
  } finally {
    await queues.close();
  }
}

/**
 * Deletes the queues of a store that nobody needs any more. In Postgres they go with the database.
 */
export async function emptyQueueStore(store: QueueStore): Promise<void> {
  if (store.kind === 'postgres') return;
  const queues = openQueues(store, () => undefined);
  try {
    for (const queue of Object.values(queues.byName)) {
      await queue.waitUntilReady();
      // Forced: a worker that still holds a job is stopped next.
      await queue.obliterate({ force: true });
    }
  } finally {
    await queues.close();
  }
}
