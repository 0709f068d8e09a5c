import { Redis } from 'ioredis';
import { openQueues } from './queues.ts';
import type { QueueStore } from './store.ts';

/** What a queue store says of itself. */
export interface StoreReport {
  /** Redis' version; null for Postgres, which is the product's own database. */
  readonly version: string | null;
  /** `maxmemory-policy` of Redis; anything but `noeviction` may drop jobs. Null for Postgres. */
  readonly evictionPolicy: string | null;
  /** Whether Redis keeps an append-only file, so that a restart loses no job; null for Postgres. */
  readonly isAppendOnly: boolean | null;
}

/** BullMQ asks for this version of Redis at least. */
export const leastRedisVersion = '6.2';

/** Asks the store about itself. Throws what its driver throws where it cannot be reached. */
export async function inspectStore(store: QueueStore): Promise<StoreReport> {
  return store.kind === 'redis' ? await inspectRedis(store.url) : await inspectPostgres(store);
}

/** INFO alone: managed Redis services often refuse CONFIG. */
async function inspectRedis(url: string): Promise<StoreReport> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0, connectTimeout: 5_000 });
  // The error comes with connect() as well; without a listener ioredis would write it to the console.
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    const facts = parseInfo(await redis.info());
    return {
      version: facts.get('redis_version') ?? null,
      evictionPolicy: facts.get('maxmemory_policy') ?? null,
      isAppendOnly: facts.get('aof_enabled') === '1',
    };
  } finally {
    redis.disconnect();
  }
}

/** Opens the queues once: that they open is all there is to know. */
async function inspectPostgres(store: QueueStore): Promise<StoreReport> {
  const queues = openQueues(store, () => undefined);
  try {
    await queues.byName.receive.getJobCounts('waiting');
    return { version: null, evictionPolicy: null, isAppendOnly: null };
  } finally {
    await queues.close();
  }
}

/** The `name:value` lines of Redis' INFO. */
export function parseInfo(text: string): Map<string, string> {
  const lines = text.split('\r\n').filter((line) => line.includes(':'));
  return new Map(lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]));
}
