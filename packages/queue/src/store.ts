import type { EventEmitter } from 'node:events';
import {
  type BackendFactory,
  createRedisBackend,
  type IQueueBackend,
  type JobProgress,
  type Queue,
  type QueueOptions,
  type Worker,
} from 'bullmq';
import { createSteadyPostgresBackend } from './postgres-backend.ts';

/** Where the queue lives. Redis is what production uses; Postgres serves machines that have none. */
export type QueueStore =
  | { readonly kind: 'redis'; readonly url: string; readonly prefix: string }
  | { readonly kind: 'postgres'; readonly url: string; readonly schema: string };

/** The one place that chooses: Redis where its URL is set, else BullMQ's Postgres backend in the product's own database. */
export function chooseQueueStore(settings: {
  readonly redisUrl: string | null;
  readonly databaseUrl: string;
  readonly prefix: string;
}): QueueStore {
  return settings.redisUrl === null
    ? { kind: 'postgres', url: settings.databaseUrl, schema: settings.prefix.replaceAll('-', '_') }
    : { kind: 'redis', url: settings.redisUrl, prefix: settings.prefix };
}

/** A queue and a worker on either store: what the rest of the project may know of BullMQ's classes. */
export type StoreQueue = Queue<unknown, unknown, string, unknown, unknown, string, IQueueBackend, object>;
export type StoreWorker = Worker<unknown, unknown, string, IQueueBackend, JobProgress, object>;

/** Carries a trace with the jobs; left out: nobody traces. */
export type QueueTelemetry = NonNullable<QueueOptions['telemetry']>;

/** A process that enqueues must fail fast when the store is away; one that works waits for it for ever. */
export type ConnectionRole = 'producer' | 'worker';

/** The options and the backend that BullMQ's classes want for this store. */
export function bindStore(store: QueueStore, role: ConnectionRole) {
  return store.kind === 'redis' ? bindRedis(store, role) : bindPostgres(store);
}

interface BoundStore {
  readonly options: { readonly connection: object; readonly prefix?: string };
  readonly backend: BackendFactory<IQueueBackend, object>;
}

function bindRedis(store: Extract<QueueStore, { kind: 'redis' }>, role: ConnectionRole): BoundStore {
  const connection =
    role === 'worker'
      ? { url: store.url, maxRetriesPerRequest: null }
      : // Without these an add into a silent Redis never settles, and a request with it.
        { url: store.url, maxRetriesPerRequest: 1, enableOfflineQueue: false, commandTimeout: 5_000 };
  return { options: { connection, prefix: store.prefix }, backend: createRedisBackend as BoundStore['backend'] };
}

function bindPostgres(store: Extract<QueueStore, { kind: 'postgres' }>): BoundStore {
  return {
    options: { connection: { connectionString: store.url, schema: store.schema, onConnect: hearErrors } },
    backend: createSteadyPostgresBackend as BoundStore['backend'],
  };
}

/**
 * A connection that is lost fails what waits for it, which is all that is needed. It says `error` as well, and while a pool has
 * lent it nobody hears that: an `error` that nobody hears ends the process.
 */
function hearErrors(client: EventEmitter): void {
  client.on('error', () => undefined);
}
