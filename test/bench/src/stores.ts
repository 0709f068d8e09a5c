import { randomBytes } from 'node:crypto';
import { connectDatabase, type Database } from '@branch-sync/db';
import { chooseQueueStore, openQueues, type QueueStore, type Queues } from '@branch-sync/queue';
import type { Bench } from './bench.ts';
import type { Scope } from './scope.ts';

/** A fresh database and fresh queues. */
export interface Stores {
  readonly db: Database;
  readonly queueStore: QueueStore;
  readonly queues: Queues;
  /** For processes that work on them. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Opens both; they go with the scope. */
export async function openStores(scope: Scope, bench: Bench): Promise<Stores> {
  const databaseUrl = await bench.postgres.freshDatabase(scope);
  const { db, close } = connectDatabase(databaseUrl, { max: 4, applicationName: 'branch-sync bench' });
  scope.add('the connection to Postgres', close);
  const prefix = `bench_${randomBytes(6).toString('hex')}`;
  const queueStore = chooseQueueStore({ redisUrl: bench.redisUrl, databaseUrl, prefix });
  const queues = openQueues(queueStore, () => undefined);
  scope.add('the queues', () => closeQueues(queues));
  const environment = {
    DATABASE_URL: databaseUrl,
    QUEUE_PREFIX: prefix,
    ...(bench.redisUrl === null ? {} : { REDIS_URL: bench.redisUrl }),
  };
  return { db, queueStore, queues, environment };
}

/** Queues in Postgres go with their database; in Redis nobody else would take them away. */
async function closeQueues(queues: Queues): Promise<void> {
  if (queues.store.kind === 'redis') {
    for (const queue of Object.values(queues.byName)) await queue.obliterate({ force: true });
  }
  await queues.close();
}
