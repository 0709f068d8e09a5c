import { type JobsOptions, Queue } from 'bullmq';
import { type QueueName, queueNames, type RunQueueName } from './names.ts';
import type { RunJob } from './payload.ts';
import { retryPolicy } from './retry-policy.ts';
import { bindStore, type QueueStore, type QueueTelemetry, type StoreQueue } from './store.ts';

/** All queues, open for adding and looking. */
export interface Queues {
  readonly store: QueueStore;
  readonly isTraced: boolean;
  readonly byName: Readonly<Record<QueueName, StoreQueue>>;
  close(): Promise<void>;
}

/** Opens every queue of a store. Connection errors go to `onError`: a queue without a listener would end the process. */
export function openQueues(
  store: QueueStore,
  onError: (error: Error, queue: QueueName) => void,
  telemetry?: QueueTelemetry | undefined,
): Queues {
  const { options, backend } = bindStore(store, 'producer');
  const open = (name: QueueName) => {
    // The planner's ticks, one a second, are nobody's trace.
    const traced = telemetry === undefined || name === 'planner' ? {} : { telemetry };
    const queue: StoreQueue = new Queue(name, { ...options, ...traced }, backend);
    queue.on('error', (error) => onError(error, name));
    return queue;
  };
  const byName = { receive: open('receive'), push: open('push'), reconcile: open('reconcile'), planner: open('planner') };
  return {
    store,
    isTraced: telemetry !== undefined,
    byName,
    close: async () => {
      await Promise.all(queueNames.map((name) => closeQueue(byName[name])));
    },
  };
}

/**
 * A Redis that is away cannot be told goodbye, and need not be: no further try is made to reach it. Nobody waits for that: BullMQ would, for
 * the end of a connection that there is not.
 */
async function closeQueue(queue: StoreQueue): Promise<void> {
  await queue.close().catch(() => void queue.disconnect().catch(() => undefined));
}

/**
 * Jobs that are over, for people to look at; the runs' rows say more. Ages in seconds. The Postgres backend looks at the whole past with every
 * job that ends where it is to count it: by 1,000 jobs that takes longer than a run, and workers that do it at once deadlock.
 */
const kept = {
  redis: { completed: { age: 24 * 3600, count: 1_000 }, failed: { age: 7 * 24 * 3600, count: 5_000 } },
  postgres: { completed: { age: 3600 }, failed: { age: 24 * 3600 } },
};

/** BullMQ's options of a run's job: job id = run id, one job per branch and kind, retries by our policy, a bounded past. */
export function runJobOptions(
  store: QueueStore['kind'],
  { id, kind, branchId, delayMs = 0, goesFirst = false }: RunToEnqueue,
): JobsOptions {
  return {
    jobId: id,
    deduplication: { id: deduplicationId(kind, branchId) },
    delay: Math.max(0, Math.ceil(delayMs)),
    lifo: goesFirst,
    attempts: retryPolicy.attempts,
    backoff: { type: 'capped' },
    removeOnComplete: kept[store].completed,
    removeOnFail: kept[store].failed,
    keepLogs: 200,
    stackTraceLimit: 1,
  };
}

/** The states of a job that will still be worked on. */
const liveStates = new Set(['active', 'delayed', 'prioritized', 'waiting', 'waiting-children']);

/**
 * Whether the queue has a job for this run that will still be worked on. One that is over while its run is not is removed: its id would be in
 * the way of another.
 */
export async function hasLiveJob(queues: Queues, run: { readonly id: string; readonly kind: RunQueueName }): Promise<boolean> {
  const job = await queues.byName[run.kind].getJob(run.id);
  if (job === undefined) return false;
  if (liveStates.has(await job.getState())) return true;
  await job.remove();
  return false;
}

/** A run as the queue needs it. */
export interface RunToEnqueue {
  readonly id: string;
  readonly kind: RunQueueName;
  readonly branchId: string;
  readonly branchCode: string;
  /** No worker takes it before; at once where left out. */
  readonly delayMs?: number;
  /** Somebody waits for it: it goes before the runs of all others. */
  readonly goesFirst?: boolean;
}

/**
 * Gives a run to its queue. Answers false where the branch's job of this kind is still there: then the run stays a row,
 * and is enqueued when that job has ended (or by the planner).
 */
export async function enqueueRun(queues: Queues, run: RunToEnqueue): Promise<boolean> {
  return (await addJob(queues, run)).id === run.id;
}

/**
 * Gives a run to its queue that somebody waits for: a job of the branch that is there already and bides its time (a retry, an offline branch) is
 * worked on now. Where the run goes first, a job of the branch that nobody has begun makes way for it: that one's run stays a row, and is enqueued
 * after.
 */
export async function enqueueRunNow(queues: Queues, run: RunToEnqueue): Promise<boolean> {
  if (run.goesFirst === true) await makeWay(queues, run);
  const { id } = await addJob(queues, run);
  if (id !== undefined) await hastenJob(queues, { id, kind: run.kind });
  return id === run.id;
}

/** Takes out the branch's job that waits in line for its first attempt; a worker may be faster. */
async function makeWay(queues: Queues, run: RunToEnqueue): Promise<void> {
  const id = await jobInTheWay(queues, run);
  const job = id === null ? undefined : await queues.byName[run.kind].getJob(id);
  if (job === undefined || job.opts.lifo === true || job.attemptsStarted > 0 || !(await job.isWaiting())) return;
  await job.remove().catch(() => undefined);
}

/** Has a run's job that bides its time worked on now. */
export async function hastenJob({ byName }: Queues, run: { readonly id: string; readonly kind: RunQueueName }): Promise<void> {
  const job = await byName[run.kind].getJob(run.id);
  // A worker may have taken it meanwhile: so much the better.
  if (job !== undefined && (await job.isDelayed())) await job.promote().catch(() => undefined);
}

/** The run whose job holds its branch's one place in the queue of this kind; null where none does. */
export function jobInTheWay(
  { byName }: Queues,
  { kind, branchId }: Pick<RunToEnqueue, 'kind' | 'branchId'>,
): Promise<string | null> {
  return byName[kind].getDeduplicationJobId(deduplicationId(kind, branchId));
}

const deduplicationId = (kind: RunQueueName, branchId: string) => `${kind}-${branchId}`;

/**
 * Gives many runs to their queues, each as `enqueueRun` does, in one message a queue. Rejects where a queue did not take all of its runs: it
 * may have taken some.
 */
export async function enqueueRuns(queues: Queues, runs: readonly RunToEnqueue[]): Promise<void> {
  for (const kind of new Set(runs.map((run) => run.kind))) {
    await queues.byName[kind].addBulk(runs.filter((run) => run.kind === kind).map((run) => alone(queues, jobOf(queues, run))));
  }
}

/** Runs that are planned together are no one trace: each begins its own. */
function alone<Job extends { readonly opts: JobsOptions }>({ isTraced }: Queues, job: Job): Job {
  return isTraced ? { ...job, opts: { ...job.opts, telemetry: { omitContext: true } } } : job;
}

function addJob(queues: Queues, run: RunToEnqueue) {
  const { name, data, opts } = jobOf(queues, run);
  return queues.byName[run.kind].add(name, data, opts);
}

function jobOf({ store }: Queues, run: RunToEnqueue): { name: string; data: RunJob; opts: JobsOptions } {
  return { name: `${run.kind} ${run.branchCode}`, data: { runId: run.id }, opts: runJobOptions(store.kind, run) };
}
