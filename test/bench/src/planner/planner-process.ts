import { connectDatabase } from '@branch-sync/db';
import { chooseQueueStore, keepTicking, openQueues, startQueueWorker } from '@branch-sync/queue';
import { createPlanner } from '@branch-sync/sync';

/**
 * A process that plans and does nothing else: the planner's part of a worker (apps/worker, plan.ts), whose ticks are timed. Prints
 * `planning`, then a line of JSON for every tick (`Tick`), and a line for whatever goes wrong.
 */
const databaseUrl = process.env['DATABASE_URL'] ?? '';
const { db } = connectDatabase(databaseUrl, { max: 10, applicationName: 'branch-sync bench planner' });
const store = chooseQueueStore({
  redisUrl: process.env['REDIS_URL'] ?? null,
  databaseUrl,
  prefix: process.env['QUEUE_PREFIX'] ?? '',
});

const tell = (error: Error) => console.log(`planner: ${error.message}`);
const queues = openQueues(store, tell);
const planner = createPlanner({
  db,
  queues,
  now: () => new Date(),
  retentionDays: 90,
  onNotEnqueued: (error) => console.log(`planner: the queue did not take a run: ${String(error)}`),
  onNotPruned: (error) => console.log(`planner: could not prune: ${String(error)}`),
});
const worker = startQueueWorker(
  store,
  'planner',
  async () => {
    const startedAt = performance.now();
    const { made } = await planner.tick();
    console.log(JSON.stringify({ ms: performance.now() - startedAt, made }));
  },
  { concurrency: 1, lockDurationMs: 30_000, onError: tell },
);
worker.on('failed', (_, error) => tell(error));
await keepTicking(queues);
console.log('planning');
process.once('SIGTERM', () => process.exit(0));
