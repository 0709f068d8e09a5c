import { startAlerting } from '@branch-sync/alerts';
import { readConfig, requireDatabaseUrl, requireEncryptionKeys, secretValues } from '@branch-sync/config';
import { connectDatabase, createSecretBox, findClosedSecrets, pendingMigrations } from '@branch-sync/db';
import { endInOrder, startProcess } from '@branch-sync/lifecycle';
import { createLog } from '@branch-sync/log';
import { DEFAULT_LIMITS } from '@branch-sync/odoo';
import { chooseQueueStore, circuitPolicies, openQueues, type RunQueueName, runQueueNames, untilOpen } from '@branch-sync/queue';
import { protectSecrets } from '@branch-sync/redaction';
import { createCentralWriters, createCircuits, createReceiveMemory, logUnverified, type RunDeps } from '@branch-sync/sync';
import { allObservers, startTracing } from '@branch-sync/telemetry';
import { drainWorkers } from './drain.ts';
import { createWorkerMetrics } from './metrics/worker-metrics.ts';
import { startPlanner } from './plan.ts';
import { startRunWorker } from './run-worker.ts';
import { newIdentity } from './vital-signs/identity.ts';
import { startVitalSigns } from './vital-signs/vital-signs.ts';

/** A call to central may take this much longer than its limit before its writer's place is given to another. */
const slotMarginMs = 15_000;
/** Each kind of run has places of its own, so that sales never wait behind the others, nor they behind a long receive: so many a place of a receive. */
const shareOfPlaces: Readonly<Record<RunQueueName, number>> = { receive: 1, push: 1 / 5, reconcile: 1 / 5 };

startProcess('worker', async () => {
  protectSecrets(secretValues(process.env));
  const config = readConfig(process.env);
  const databaseUrl = requireDatabaseUrl(config);
  const secretBox = createSecretBox(requireEncryptionKeys(config));
  const identity = await newIdentity();
  const tracing = await startTracing(config.tracing, { name: 'branch-sync-worker', version: identity.version });
  const log = createLog('worker', config.logLevel, { format: config.logFormat, fieldsOfNow: tracing.logFields });

  const pending = await pendingMigrations(databaseUrl);
  if (pending > 0) throw new Error(`The database lacks ${pending} migration(s). Run "npx branch-sync migrate" first.`);
  const database = connectDatabase(databaseUrl, { max: 10, applicationName: 'branch-sync worker' });
  const closed = await findClosedSecrets(database.db, secretBox);
  if (closed !== null) log.error(closed, 'some stored secrets do not open');
  const store = chooseQueueStore({ redisUrl: config.redisUrl?.reveal() ?? null, databaseUrl, prefix: config.queuePrefix });
  const queues = openQueues(store, (error, queue) => log.warn({ err: error, queue }, 'queue store'), tracing.queue);
  const metrics = createWorkerMetrics();
  const deps: RunDeps = {
    db: database.db,
    secretBox,
    limits: { ...DEFAULT_LIMITS, ...config.odoo },
    observeCalls: allObservers(metrics.observeCalls, tracing.observeCalls),
    onUnverified: logUnverified(log),
    writers: createCentralWriters(database.db, {
      bounds: config.centralPace,
      ttlMs: config.odoo.callTimeoutMs + slotMarginMs,
    }),
    circuits: createCircuits(database.db, circuitPolicies(config.offlineRetryMs), Math.random, metrics.noteCircuit),
    memory: createReceiveMemory(() => new Date()),
    leaseTtlMs: config.workerLockMs,
    now: () => new Date(),
    random: Math.random,
  };

  const runWorkers = runQueueNames.map((kind) =>
    startRunWorker({
      kind,
      deps,
      store,
      queues,
      log,
      metrics,
      tracing,
      places: Math.ceil(config.workerConcurrency * shareOfPlaces[kind]),
      lockDurationMs: config.workerLockMs,
      sliceMs: config.workerSliceMs,
    }),
  );
  const planner = startPlanner({
    db: database.db,
    store,
    queues,
    log,
    lockDurationMs: config.workerLockMs,
    retentionDays: config.retentionDays,
  });
  await untilOpen(store, [...Object.values(queues.byName), ...runWorkers.map(({ worker }) => worker), planner.worker]);
  const vitalSigns = await startVitalSigns({
    db: database.db,
    log,
    identity,
    runs: runWorkers,
    planner: { queue: queues.byName.planner, worker: planner.worker },
    probes: config.workerProbes,
    metrics,
  });
  const alerting = startAlerting({
    db: database.db,
    secretBox,
    limits: deps.limits,
    smtp: config.smtp && { url: config.smtp.url.reveal(), from: config.smtp.from },
    publicUrl: config.api.publicUrl,
    log,
  });
  log.info({ queueStore: store.kind, concurrency: config.workerConcurrency }, `worker started; the queue lives in ${store.kind}`);

  endInOrder({
    name: 'worker',
    log,
    waitsFor: 'running batches',
    drainMs: config.workerDrainMs,
    underWay: () => runsInWords(runWorkers.reduce((sum, { worker }) => sum + worker.tally.running, 0)),
    async drain() {
      vitalSigns.drain();
      await Promise.all([drainWorkers([planner, ...runWorkers]), alerting.stop()]);
    },
    signOff: () => vitalSigns.stop(),
    async close() {
      await queues.close();
      await database.close();
      await tracing.stop();
    },
  });
});

function runsInWords(count: number): string | null {
  if (count === 0) return null;
  return count === 1 ? '1 run, which another worker takes up' : `${count} runs, which other workers take up`;
}
