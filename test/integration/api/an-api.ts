import { randomBytes } from 'node:crypto';
import { Writable } from 'node:stream';
import { createMailer } from '@branch-sync/alerts';
import { readConfig } from '@branch-sync/config';
import { cliActor, createApiKey, createSecretBox, pendingMigrations, type Role } from '@branch-sync/db';
import { createLog } from '@branch-sync/log';
import { DEFAULT_LIMITS } from '@branch-sync/odoo';
import { chooseQueueStore, openQueues } from '@branch-sync/queue';
import { logUnverified } from '@branch-sync/sync';
import { noTracing } from '@branch-sync/telemetry';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { onTestFinished } from 'vitest';
import type { ApiDeps } from '../../../apps/api/src/api-deps.ts';
import type { App } from '../../../apps/api/src/app.ts';
import { buildApp } from '../../../apps/api/src/build-app.ts';
import { type HttpSettings, httpLimits } from '../../../apps/api/src/http-settings.ts';
import { streamLimits } from '../../../apps/api/src/streams/streams.ts';
import { aDatabase, type TestDatabase } from '../../harness/database.ts';
import { canarySecret } from '../../harness/world.ts';

/** The API on a database of its own, with a key for each role. */
export interface TestApi {
  readonly app: App;
  readonly database: TestDatabase;
  readonly deps: ApiDeps;
  readonly keys: Readonly<Record<Role, string>>;
  /** Everything that was logged so far. */
  log(): string;
  /** Calls as `admin`, or as another role; null: without a key. A body is sent as JSON. */
  call(method: Method, url: string, options?: CallOptions): Promise<LightMyRequestResponse>;
}

export const methods = ['GET', 'PUT', 'POST', 'PATCH', 'DELETE'] as const;
export type Method = (typeof methods)[number];

interface CallOptions {
  readonly as?: Role | null;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** Tests ask more in a minute than people do. */
export const anyNumberOfRequests: HttpSettings = {
  trustedProxies: null,
  requestsPerMinute: 0,
  strangersPerMinute: 0,
  limits: httpLimits,
};

/** Builds the API; what a test is about is given, a database that is there already too. It ends with the test. */
export async function anApi({
  database: known,
  ...given
}: Partial<ApiDeps> & { database?: TestDatabase } = {}): Promise<TestApi> {
  const database = known ?? (await aDatabase());
  const lines: string[] = [];
  const destination = new Writable({ write: (chunk, _encoding, done) => done(void lines.push(String(chunk))) });
  const log = createLog('api', 'trace', { destination });
  const store = chooseQueueStore({ redisUrl: null, databaseUrl: database.url, prefix: `q${randomBytes(4).toString('hex')}` });
  const queues = given.queues ?? openQueues(store, () => undefined);
  const deps: ApiDeps = {
    db: database.db,
    secretBox: createSecretBox([{ id: 'test', key: randomBytes(32) }]),
    queues,
    log,
    tracing: noTracing,
    access: readConfig({}).access,
    limits: { ...DEFAULT_LIMITS, connectTimeoutMs: 1_000 },
    onUnverified: logUnverified(log),
    now: () => new Date(),
    publicUrl: 'http://127.0.0.1:3000',
    processFacts: { version: '1.2.3', startedAt: new Date(), retentionDays: 90 },
    http: anyNumberOfRequests,
    connectionTestMs: 5_000,
    streams: streamLimits,
    mailer: createMailer(null),
    pendingMigrations: () => pendingMigrations(database.url),
    ...given,
  };
  const app = await buildApp(deps);
  onTestFinished(async () => {
    await app.close();
    if (given.queues === undefined) await queues.close();
  });
  const keyOf = async (role: Role) => (await createApiKey(database.db, cliActor, { name: role, role, expiresAt: null })).secret;
  const keys = { viewer: await keyOf('viewer'), operator: await keyOf('operator'), admin: await keyOf('admin') };
  return {
    app,
    database,
    deps,
    keys,
    log: () => lines.join(''),
    call(method, url, { as = 'admin', body, headers = {} } = {}) {
      const options: InjectOptions = { method, url, headers: { ...(as === null ? {} : bearer(keys[as])), ...headers } };
      if (body === undefined) return app.inject(options);
      const payload = typeof body === 'string' ? body : JSON.stringify(body);
      return app.inject({ ...options, payload, headers: { 'content-type': 'application/json', ...options.headers } });
    },
  };
}

export function bearer(key: string): { authorization: string } {
  return { authorization: `Bearer ${key}` };
}

/** What PUT /api/central takes. */
export function aCentralInput(given: Record<string, unknown> = {}) {
  return { url: 'http://127.0.0.1:1', database: 'central', login: 'sync_central', secret: canarySecret, ...given };
}

/** What POST /api/branches takes: only what must be there, and received and reconciled by hand only. */
export function aBranchInput(given: Record<string, unknown> = {}) {
  return {
    code: 'B1',
    name: 'Harbour',
    timezone: 'Europe/Brussels',
    url: 'http://127.0.0.1:1',
    database: 'branch-1',
    login: 'sync_branch',
    secret: canarySecret,
    defaultCustomerId: 95,
    reconcile: null,
    ...given,
  };
}
