import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connectDatabase, type Database } from '@branch-sync/db';
import { freePort } from '@branch-sync/local-services';
import { chooseQueueStore, openQueues, type Queues } from '@branch-sync/queue';
import type { Scope } from '../../../bench/src/scope.ts';
import { createMember, type Member } from '../crew/member.ts';
import type { Journal } from '../journal.ts';
import type { PostgresService } from '../services/postgres.ts';
import type { RedisService } from '../services/redis.ts';
import type { SoakPlan } from '../soak-plan.ts';
import { type Api, apiAt } from './api.ts';

export interface Services {
  readonly postgres: PostgresService;
  /** Null where the queue lives in Postgres. */
  readonly redis: RedisService | null;
}

/** The product's real processes, and our own way into its database and queue. */
export interface Product {
  readonly workers: readonly Member[];
  readonly apiProcess: Member;
  readonly api: Api;
  readonly db: Database;
  readonly queues: Queues;
  /** What no log may hold. */
  readonly secrets: readonly string[];
}

/** Short, so that what takes half a minute in production takes a second or two here. */
const patience = {
  WORKER_LOCK_MS: '2000',
  ODOO_CONNECT_TIMEOUT_MS: '1000',
  ODOO_CALL_TIMEOUT_MS: '2500',
  OFFLINE_RETRY_SECONDS: '3',
  WORKER_SLICE_MS: '2000',
  WORKER_DRAIN_MS: '20000',
};
/** To finish batches or requests, to say goodbye, and to close; each has its bound in the product. */
const graceMs = { worker: 42_000, api: 42_000 };

/** Starts nothing yet; what is started ends with the scope. */
export async function openProduct(
  scope: Scope,
  plan: SoakPlan,
  services: Services,
  logFolder: string,
  journal: Journal,
  signal: AbortSignal,
): Promise<Product> {
  const { postgres, redis } = services;
  const apiUrl = `http://127.0.0.1:${await freePort()}`;
  const encryptionKey = randomBytes(32).toString('base64');
  const adminKey = `bs_${randomBytes(4).toString('hex')}_${randomBytes(24).toString('base64url')}`;
  const environment = {
    DATABASE_URL: postgres.url,
    ...(redis === null ? {} : { REDIS_URL: redis.url }),
    ENCRYPTION_KEYS: `soak:${encryptionKey}`,
    LOG_LEVEL: 'debug',
    // Writers that are killed keep their places until their time is out.
    CENTRAL_WRITERS: '4',
    ...patience,
  };
  const member = (name: string, app: 'api' | 'worker', probes: readonly string[], more: Readonly<Record<string, string>>) => {
    const made = createMember(
      {
        name,
        probes,
        module: fileURLToPath(import.meta.resolve(`@branch-sync/${app}/dist/main.js`)),
        environment: { ...environment, ...more },
        readyWords: `${app} started`,
        logFile: join(logFolder, `${name.replace(' ', '-')}.log`),
        graceMs: graceMs[app],
        needs: redis === null ? [postgres] : [postgres, redis],
      },
      journal,
      signal,
    );
    scope.add(name, () => made.kill());
    return made;
  };

  const workers: Member[] = [];
  for (let number = 1; number <= plan.workers; number += 1) {
    const health = `http://127.0.0.1:${await freePort()}`;
    const more = { WORKER_HEALTH_PORT: new URL(health).port };
    workers.push(member(`worker ${number}`, 'worker', [`${health}/health/live`, `${health}/health/ready`], more));
  }
  const apiEnvironment = { API_PORT: new URL(apiUrl).port, PUBLIC_URL: apiUrl, ADMIN_API_KEY: adminKey };
  const database = connectDatabase(postgres.url, { max: 3, applicationName: 'soak' });
  scope.add('the connection to Postgres', database.close);
  const store = chooseQueueStore({ redisUrl: redis?.url ?? null, databaseUrl: postgres.url, prefix: 'branch-sync' });
  const queues = openQueues(store, () => undefined);
  scope.add('the queues', () => queues.close());
  return {
    workers,
    apiProcess: member('api', 'api', [`${apiUrl}/api/health/live`], apiEnvironment),
    api: apiAt(apiUrl, adminKey, signal),
    db: database.db,
    queues,
    secrets: [encryptionKey, adminKey, new URL(postgres.url).password],
  };
}
