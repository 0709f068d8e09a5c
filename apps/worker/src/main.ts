import { ConfigError, readConfig, requireDatabaseUrl, requireEncryptionKeys } from '@branch-sync/config';
import { connectDatabase, createSecretBox, pendingMigrations } from '@branch-sync/db';
import { createLog } from '@branch-sync/log';
import { DEFAULT_LIMITS } from '@branch-sync/odoo';
import { chooseQueueStore, circuitPolicies, openQueues } from '@branch-sync/queue';
import { createCentralWriters, createCircuits, type RunDeps } from '@branch-sync/sync';
import closeWithGrace from 'close-with-grace';
import { startPlanner } from './plan.ts';
import { startReceiveWorker } from './receive-worker.ts';

/** A call to central may take this much longer than its limit before its writer's place is given to another. */
const slotMarginMs = 15_000;

async function start(): Promise<void> {
  const config = readConfig(process.env);
  const databaseUrl = requireDatabaseUrl(config);
  const secretBox = createSecretBox(requireEncryptionKeys(config));
  const log = createLog('worker', config.logLevel);

  const pending = await pendingMigrations(databaseUrl);
  if (pending > 0) throw new Error(`The database lacks ${pending} migration(s). Run "npx branch-sync migrate" first.`);
  const database = connectDatabase(databaseUrl, { max: 10, applicationName: 'branch-sync worker' });
  const store = chooseQueueStore({ redisUrl: config.redisUrl?.reveal() ?? null, databaseUrl, prefix: config.queuePrefix });
  const queues = openQueues(store, (error, queue) => log.warn({ err: error, queue }, 'queue store'));
  const deps: RunDeps = {
    db: database.db,
    secretBox,
    limits: { ...DEFAULT_LIMITS, ...config.odoo },
    writers: createCentralWriters(database.db, { limit: config.centralWriters, ttlMs: config.odoo.callTimeoutMs + slotMarginMs }),
    circuits: createCircuits(database.db, circuitPolicies(config.offlineRetryMs), Math.random),
    leaseTtlMs: config.workerLockMs,
    now: () => new Date(),
    random: Math.random,
  };

  const receiver = startReceiveWorker({
    deps,
    store,
    queues,
    log,
    places: config.workerConcurrency,
    lockDurationMs: config.workerLockMs,
    sliceMs: config.workerSliceMs,
  });
  const planner = startPlanner({ db: database.db, store, queues, log, lockDurationMs: config.workerLockMs });
  log.info({ queueStore: store.kind, concurrency: config.workerConcurrency }, `worker started; the queue lives in ${store.kind}`);

  // A stopping worker lets every running batch finish: at most one call to each side, and its commit.
  closeWithGrace({ delay: 2 * config.odoo.callTimeoutMs, logger: false }, async ({ err, signal }) => {
    if (err) log.fatal({ err }, 'worker ends: an error was not caught');
    else log.info({ signal }, 'worker stops: running batches are finished first');
    await Promise.all([planner.close(), receiver.close()]);
    await queues.close();
    await database.close();
  });
}

start().catch((error: unknown) => {
  const reason = error instanceof ConfigError || error instanceof Error ? error.message : String(error);
  process.stderr.write(`branch-sync worker cannot start: ${reason}\n`);
  process.exit(1);
});
