import { withinMs } from '@branch-sync/lifecycle';
import { countTakeableJobs, type StoreQueue, type TalliedWorker } from '@branch-sync/queue';
import type { Logger } from 'pino';
import { isTooLong, type Neglect, neglectAfter, neglectLimitMs } from './neglect.ts';

/** A queue, and this process's worker on it. */
export interface Consumer {
  readonly queue: StoreQueue;
  readonly worker: TalliedWorker;
}

export interface ConsumptionWatch {
  /** Queues that hold work which this process should take and does not; none: it consumes. */
  neglectedQueues(): string[];
  stop(): void;
}

const lookEveryMs = 5_000;
const patienceMs = 3_000;

/**
 * Watches whether this process still takes jobs. A worker can stop taking any while its process is well and its connections answer (lost
 * locks, a flushed store, a blocking call that nobody answers): then only a restart helps, and only this sees it.
 */
export function watchConsumption(consumers: readonly Consumer[], log: Logger): ConsumptionWatch {
  const neglects = new Map<string, Neglect | null>();
  let isLooking = false;

  async function lookAt({ queue, worker }: Consumer): Promise<void> {
    const takeable = await countWithin(queue);
    const { running, lastTakenAt } = worker.tally;
    const look = { at: performance.now(), takeable, hasFreePlace: running < worker.concurrency, lastTakenAt };
    const before = neglects.get(queue.name) ?? null;
    const neglect = neglectAfter(before, look);
    neglects.set(queue.name, neglect);
    if (isTooLong(neglect) === isTooLong(before)) return;
    if (isTooLong(neglect)) {
      const text = `this worker takes no more jobs, though some have been waiting for ${neglectLimitMs / 1000} s: it must be restarted`;
      log.error({ queue: queue.name, waiting: takeable }, text);
    } else log.info({ queue: queue.name }, 'this worker takes jobs again');
  }

  const timer = setInterval(async () => {
    if (isLooking) return;
    isLooking = true;
    await Promise.all(consumers.map(lookAt));
    isLooking = false;
  }, lookEveryMs);
  return {
    neglectedQueues: () => [...neglects].filter(([, neglect]) => isTooLong(neglect)).map(([name]) => name),
    stop: () => clearInterval(timer),
  };
}

/** Null: the store does not answer. The producers' connection says why in the log, and readiness tells it. */
async function countWithin(queue: StoreQueue): Promise<number | null> {
  try {
    return (await withinMs(patienceMs, countTakeableJobs(queue, new Date()))).value;
  } catch {
    return null;
  }
}
