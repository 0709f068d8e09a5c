import type { Database } from '@branch-sync/db';
import { errorMessage } from '@branch-sync/log';
import { keepTicking, type QueueStore, type Queues, startQueueWorker, type TalliedWorker } from '@branch-sync/queue';
import { createPlanner, type Planner } from '@branch-sync/sync';
import type { Logger } from 'pino';

export interface PlannerOptions {
  readonly db: Database;
  readonly store: QueueStore;
  readonly queues: Queues;
  readonly log: Logger;
  readonly lockDurationMs: number;
  readonly retentionDays: number;
}

/** An emptied queue store has no ticks: they are set again after so long at the latest. */
const lookAfterTicksMs = 5_000;

/** Takes part in planning: every worker process may, and each tick is worked on by one of them. */
export function startPlanner(options: PlannerOptions): { readonly worker: TalliedWorker; close(): Promise<void> } {
  const { db, store, queues, log, lockDurationMs, retentionDays } = options;
  const planner = createPlanner({
    db,
    queues,
    now: () => new Date(),
    retentionDays,
    onNotEnqueued: (err, runIds) =>
      log.warn({ err, runs: runIds.length }, 'the queue did not take runs; they are enqueued later'),
    onNotPruned: (err) => log.warn({ err }, 'what is old could not be pruned; it is tried again in a minute'),
  });
  const worker = startQueueWorker(
    store,
    'planner',
    async () => {
      const outcome = await planner.tick().catch(withoutItsInside);
      if (Object.values(outcome).some((count) => count > 0)) log.info(outcome, 'planned');
    },
    { concurrency: 1, lockDurationMs, onError: (err) => log.warn({ err }, 'planner queue') },
  );
  worker.on('failed', (_, err) => log.warn({ err }, 'a tick of the planner failed; the next one goes on'));

  const lookAfterTicks = () =>
    keepPlanning(planner, queues, log).catch((err: unknown) => log.warn({ err }, 'could not look after the ticks'));
  lookAfterTicks();
  const timer = setInterval(lookAfterTicks, lookAfterTicksMs);
  return {
    worker,
    close: async () => {
      clearInterval(timer);
      await worker.close();
    },
  };
}

/** What a job ends with is shown with it: the values of a query are not. The cause is for the log. */
function withoutItsInside(error: unknown): never {
  throw new Error(errorMessage(error), { cause: error });
}

/** A store without ticks is new or was emptied, and has no jobs either: what waits is enqueued again at once, not at the next minute's look. */
async function keepPlanning(planner: Planner, queues: Queues, log: Logger): Promise<void> {
  const { wereForgotten } = await keepTicking(queues);
  if (!wereForgotten) return;
  const restored = await planner.restoreAll();
  if (restored > 0) log.info({ restored }, 'the queue’s store was empty: what waits is enqueued again');
}
