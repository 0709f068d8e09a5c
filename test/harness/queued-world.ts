import type { Run, RunKind } from '@branch-sync/db';
import { chooseQueueStore, enqueueRun, openQueues, type Queues } from '@branch-sync/queue';
import { onTestFinished } from 'vitest';
import type { TestQueueStore } from './queue-stores.ts';
import { until } from './until.ts';
import { aWorkerProcess, environmentOf, type WorkerProcess } from './worker-process.ts';
import { standingFailures, type TestBranch, type World } from './world.ts';

type Failure = Awaited<ReturnType<typeof standingFailures>>[number];
type Job = NonNullable<Awaited<ReturnType<Queues['byName']['receive']['getJob']>>>;

/** A world with its queue: runs go through it to worker processes. */
export interface QueuedWorld {
  readonly queues: Queues;
  readonly environment: Record<string, string>;
  startWorker(): Promise<WorkerProcess>;
  /** The run's job, as the queue has it; waits for it to be there. */
  jobOf(run: Run): Promise<Job>;
  /** Has a job that waits for its next try tried now. */
  promote(run: Run): Promise<void>;
  /** Waits until something of a branch stands as a failure. */
  failureOf(branch: TestBranch): Promise<Failure>;
  /** Makes a run and enqueues it, as the API does; a receive unless told otherwise. */
  enqueue(branch: TestBranch, request?: Record<string, unknown>, kind?: RunKind): Promise<Run>;
  /** Waits until a run is over, whichever way. */
  finished(run: Pick<Run, 'id'>, withinMs?: number): Promise<Run>;
}

/** Gives a world a queue in the given store. */
export function withQueue(world: World, store: TestQueueStore, more: Readonly<Record<string, string>> = {}): QueuedWorld {
  const environment = { ...environmentOf(world, store.environment()), ...more };
  const queueStore = chooseQueueStore({
    redisUrl: environment['REDIS_URL'] ?? null,
    databaseUrl: world.database.url,
    prefix: environment['QUEUE_PREFIX'] ?? '',
  });
  const queues = openQueues(queueStore, () => undefined);
  onTestFinished(() => queues.close());
  const jobOf = (run: Run) => until(`the job of run ${run.id}`, async () => queues.byName[run.kind].getJob(run.id));
  return {
    queues,
    environment,
    startWorker: () => aWorkerProcess(environment),
    jobOf,
    async promote(run) {
      const job = await until('the job to wait for its next try', async () => {
        const waiting = await jobOf(run);
        return (await waiting.isDelayed()) && waiting;
      });
      await job.promote();
    },
    failureOf: (branch) => until(`a failure of ${branch.code}`, async () => (await standingFailures(world, branch))[0]),
    async enqueue(branch, request, kind = 'receive') {
      const run = await world.ask(branch, request, kind);
      await enqueueRun(queues, { id: run.id, kind, branchId: branch.id, branchCode: branch.code });
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
