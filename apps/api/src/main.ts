import { createMailer, startAlerting } from '@branch-sync/alerts';
import { readConfig, requireDatabaseUrl, requireEncryptionKeys, secretValues } from '@branch-sync/config';
import { bootstrapAdminKey, connectDatabase, createSecretBox, findClosedSecrets, pendingMigrations } from '@branch-sync/db';
import { endInOrder, startProcess } from '@branch-sync/lifecycle';
import { createLog } from '@branch-sync/log';
import { DEFAULT_LIMITS } from '@branch-sync/odoo';
import { chooseQueueStore, openQueues, untilOpen } from '@branch-sync/queue';
import { protectSecrets } from '@branch-sync/redaction';
import { logUnverified } from '@branch-sync/sync';
import { startTracing } from '@branch-sync/telemetry';
import { ownVersion } from './about/process-facts.ts';
import { buildApp } from './build-app.ts';
import { httpLimits } from './http-settings.ts';
import { streamLimits } from './streams/streams.ts';

/** The answer to a connection test is promised within 15 s. */
const connectionTestMs = 12_000;
/** Guesses of keys from one address, and all else that no key opens. */
const strangersPerMinute = 60;
/** Requests under way may take as long as a connection test. */
const graceMs = 20_000;

startProcess('api', async () => {
  protectSecrets(secretValues(process.env));
  const config = readConfig(process.env);
  const databaseUrl = requireDatabaseUrl(config);
  const secretBox = createSecretBox(requireEncryptionKeys(config));
  const version = await ownVersion();
  const tracing = await startTracing(config.tracing, { name: 'branch-sync-api', version });
  const log = createLog('api', config.logLevel, { format: config.logFormat, fieldsOfNow: tracing.logFields });

  const pending = await pendingMigrations(databaseUrl);
  if (pending > 0) throw new Error(`The database lacks ${pending} migration(s). Run "npx branch-sync migrate" first.`);
  const database = connectDatabase(databaseUrl, { max: 10, applicationName: 'branch-sync api' });
  const closed = await findClosedSecrets(database.db, secretBox);
  if (closed !== null) log.error(closed, 'some stored secrets do not open');
  await bootstrapAdminKey(database.db, config.adminApiKey?.reveal() ?? null);

  const store = chooseQueueStore({ redisUrl: config.redisUrl?.reveal() ?? null, databaseUrl, prefix: config.queuePrefix });
  const queues = openQueues(store, (error, queue) => log.warn({ err: error, queue }, 'queue store'), tracing.queue);
  await untilOpen(store, Object.values(queues.byName));
  const limits = { ...DEFAULT_LIMITS, ...config.odoo };
  const smtp = config.smtp && { url: config.smtp.url.reveal(), from: config.smtp.from };
  const app = await buildApp({
    db: database.db,
    secretBox,
    queues,
    log,
    tracing,
    access: config.access,
    limits,
    mailer: createMailer(smtp),
    onUnverified: logUnverified(log),
    now: () => new Date(),
    publicUrl: config.api.publicUrl,
    processFacts: { version, startedAt: new Date(), retentionDays: config.retentionDays },
    http: {
      trustedProxies: config.api.trustedProxies,
      requestsPerMinute: config.api.requestsPerMinute,
      strangersPerMinute,
      limits: httpLimits,
    },
    connectionTestMs,
    streams: streamLimits,
    pendingMigrations: () => pendingMigrations(databaseUrl),
  });
  await app.listen({ host: config.api.host, port: config.api.port });
  const alerting = startAlerting({ db: database.db, secretBox, limits, smtp, publicUrl: config.api.publicUrl, log });
  log.info({ queueStore: store.kind, url: config.api.publicUrl }, `api started; the queue lives in ${store.kind}`);

  endInOrder({
    name: 'api',
    log,
    waitsFor: 'requests under way',
    drainMs: graceMs,
    async drain() {
      await Promise.all([app.close(), alerting.stop()]);
    },
    async close() {
      await queues.close();
      await database.close();
      await tracing.stop();
    },
  });
});
