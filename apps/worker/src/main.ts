import { readConfig, requireDatabaseUrl, requireEncryptionKeys } from '@branch-sync/config';
import { connectDatabase, createSecretBox, pendingMigrations } from '@branch-sync/db';
import { endInOrder, startProcess } from '@branch-sync/lifecycle';
import { createLog } from '@branch-sync/log';
import { DEFAULT_LIMITS } from '@branch-sync/odoo';
import { chooseQueueStore, circuitPolicies, openQueues, untilOpen, type WorkedKind } from '@branch-sync/queue';
import { createCentralWriters, createCircuits, createReceiveMemory, type RunDeps } from '@branch-sync/sync';
import { drainWorkers } from './drain.ts';
import { startPlanner } from './plan.ts';
import { startRunWorker } from './run-worker.ts';
import { startVitalSigns } from './vital-signs/vital-signs.ts';

/** A call to central may take this much longer than its limit before its writer's place is given to another. */
const slotMarginMs = 15_000;
/** Reconciles have places of their own, so that sales never wait behind them, nor they behind a long receive. */
const receivesPerReconcile = 5;

startProcess('worker', async () => {
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
    memory: createReceiveMemory(() => new Date()),
    leaseTtlMs: config.workerLockMs,
    now: () => new Date(),
    random: Math.random,
  };

  const startWorkerOn = (kind: WorkedKind, places: number) =>
    startRunWorker({
      kind,
      deps,
      store,
      queues,
      log,
      places,
      lockDurationMs: config.workerLockMs,
      sliceMs: config.workerSliceMs,
    });
  const receiver = startWorkerOn('receive', config.workerConcurrency);
  const reconciler = startWorkerOn('reconcile', Math.ceil(config.workerConcurrency / receivesPerReconcile));
  const planner = startPlanner({
    db: database.db,
    store,
    queues,
    log,
    lockDurationMs: config.workerLockMs,
    retentionDays: config.retentionDays,
  });
  await untilOpen(store, [...Object.values(queues.byName), receiver.worker, reconciler.worker, planner.worker]);
  const vitalSigns = await startVitalSigns({
    db: database.db,
    log,
    runs: [receiver, reconciler],
    planner: { queue: queues.byName.planner, worker: planner.worker },
    probes: config.workerProbes,
  });
  log.info({ queueStore: store.kind, concurrency: config.workerConcurrency }, `worker started; the queue lives in ${store.kind}`);

  endInOrder({
    name: 'worker',
    log,
    waitsFor: 'running batches',
    drainMs: config.workerDrainMs,
    underWay: () => runsInWords(receiver.worker.tally.running + reconciler.worker.tally.running),
    async drain() {
      vitalSigns.drain();
      await drainWorkers([planner, receiver, reconciler]);
    },
    signOff: () => vitalSigns.stop(),
    async close() {
      await queues.close();
      await database.close();
    },
  });
});

function runsInWords(count: number): string | null {
  if (count === 0) return null;
  return count === 1 ? '1 run, which another worker takes up' : `${count} runs, which other workers take up`;
}
