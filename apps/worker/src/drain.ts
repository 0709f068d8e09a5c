import type { TalliedWorker } from '@branch-sync/queue';

/** A worker that takes nothing new once `close` was called; it settles when all is finished, and the queue's store knows. */
export interface DrainableWorker {
  readonly worker: Pick<TalliedWorker, 'tally'>;
  close(): Promise<void>;
}

/** Nothing is under way for so long, and yet BullMQ does not close: the queue's store is away. Milliseconds. */
const idleForMs = 3_000;
const lookEveryMs = 100;

/**
 * Closes workers, and waits until they have finished. Where the queue's store is away BullMQ would wait for its return: then it is enough that
 * no job is under way any more, for what the store does not know it gives out again.
 */
export async function drainWorkers(workers: readonly DrainableWorker[]): Promise<void> {
  let idleSince: number | null = null;
  let timer: NodeJS.Timeout | undefined;
  const idle = new Promise<void>((resolve) => {
    timer = setInterval(() => {
      const isIdle = workers.every(({ worker }) => worker.tally.running === 0);
      idleSince = isIdle ? (idleSince ?? performance.now()) : null;
      if (idleSince !== null && performance.now() - idleSince >= idleForMs) resolve();
    }, lookEveryMs);
  });
  try {
    await Promise.race([Promise.all(workers.map((worker) => worker.close())), idle]);
  } finally {
    clearInterval(timer);
  }
}
