import type { Run } from '@branch-sync/db';
import { chooseQueueStore, enqueueRun, openQueues, type Queues } from '@branch-sync/queue';
import { onTestFinished } from 'vitest';
import type { TestQueueStore } from './queue-stores.ts';
import { until } from './until.ts';
import { aWorkerProcess, environmentOf, type WorkerProcess } from './worker-process.ts';
import type { TestBranch, World } from './world.ts';

/** A world with its queue: runs go through it to worker processes. */
export interface QueuedWorld {
  readonly queues: Queues;
  readonly environment: Record<string, string>;
  startWorker(): Promise<WorkerProcess>;
  /** Makes a run and enqueues it, as the API does. */
  enqueue(branch: TestBranch, request?: Record<string, unknown>): Promise<Run>;
  /** Waits until a run is over, whichever way. */
  finished(run: Run, withinMs?: number): Promise<Run>;
}

/** Gives a world a queue in the given store. */
export function withQueue(world: World, store: TestQueueStore): QueuedWorld {
  const environment = environmentOf(world, store.environment());
  const queueStore = chooseQueueStore({
    redisUrl: environment['REDIS_URL'] ?? null,
    databaseUrl: world.database.url,
    prefix: environment['QUEUE_PREFIX'] ?? '',
  });
  const queues = openQueues(queueStore, () => undefined);
  onTestFinished(() => queues.close());
  return {
    queues,
    environment,
    startWorker: () => aWorkerProcess(environment),
    async enqueue(branch, request) {
      const run = await world.ask(branch, request);
      await enqueueRun(queues, { id: run.id, kind: 'receive', branchId: branch.id, branchCode: branch.code });
      return run;
    },
    finished: (run, withinMs) =>
      until(
        `run ${run.id} to be over`,
        async () => {
          const now = await world.runOf(run.id);
          return now.finishedAt !== null && now;
        },
        withinMs,
      ),
  };
}
