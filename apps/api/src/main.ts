import { ConfigError, readConfig, requireDatabaseUrl, requireEncryptionKeys } from '@branch-sync/config';
import { bootstrapAdminKey, connectDatabase, createSecretBox, pendingMigrations } from '@branch-sync/db';
import { createLog } from '@branch-sync/log';
import { DEFAULT_LIMITS } from '@branch-sync/odoo';
import { chooseQueueStore, openQueues } from '@branch-sync/queue';
import closeWithGrace from 'close-with-grace';
import { buildApp } from './build-app.ts';

/** The answer to a connection test is promised within 15 s. */
const connectionTestMs = 12_000;
/** Requests under way may take as long as a connection test. */
const graceMs = 20_000;

async function start(): Promise<void> {
  const config = readConfig(process.env);
  const databaseUrl = requireDatabaseUrl(config);
  const secretBox = createSecretBox(requireEncryptionKeys(config));
  const log = createLog('api', config.logLevel);

  const pending = await pendingMigrations(databaseUrl);
  if (pending > 0) throw new Error(`The database lacks ${pending} migration(s). Run "npx branch-sync migrate" first.`);
  const database = connectDatabase(databaseUrl, { max: 10, applicationName: 'branch-sync api' });
  await bootstrapAdminKey(database.db, config.adminApiKey?.reveal() ?? null);

  const store = chooseQueueStore({ redisUrl: config.redisUrl?.reveal() ?? null, databaseUrl, prefix: config.queuePrefix });
  const queues = openQueues(store, (error, queue) => log.warn({ err: error, queue }, 'queue store'));
  const app = await buildApp({
    db: database.db,
    secretBox,
    queues,
    log,
    limits: { ...DEFAULT_LIMITS, ...config.odoo },
    now: () => new Date(),
    publicUrl: config.api.publicUrl,
    connectionTestMs,
    pendingMigrations: () => pendingMigrations(databaseUrl),
  });
  await app.listen({ host: config.api.host, port: config.api.port });
  log.info({ queueStore: store.kind, url: config.api.publicUrl }, `api started; the queue lives in ${store.kind}`);

  closeWithGrace({ delay: graceMs, logger: false }, async ({ err, signal }) => {
    if (err) log.fatal({ err }, 'api ends: an error was not caught');
    else log.info({ signal }, 'api stops: requests under way are finished first');
    await app.close();
    await queues.close();
    await database.close();
  });
}

start().catch((error: unknown) => {
  const reason = error instanceof ConfigError || error instanceof Error ? error.message : String(error);
  process.stderr.write(`branch-sync api cannot start: ${reason}\n`);
  process.exit(1);
});
