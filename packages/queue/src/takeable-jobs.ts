import type { StoreQueue } from './store.ts';

/**
 * How many jobs a queue would give to a worker now: those that wait, and delayed ones whose time has come (it is workers that fetch these, so
 * where none does they wait no less). None while the queue is paused, at its global concurrency, or rate limited: an operator may set that in
 * Bull Board. Throws where the store does not answer.
 */
export async function countTakeableJobs(queue: StoreQueue, now: Date): Promise<number> {
  const [waiting, due] = await Promise.all([
    queue.getJobCountByTypes('waiting', 'prioritized'),
    queue.getDelayedCount(now.getTime()),
  ]);
  if (waiting + due === 0) return 0;
  const [isPaused, isMaxed, limitedForMs] = await Promise.all([queue.isPaused(), queue.isMaxed(), queue.getRateLimitTtl()]);
  return isPaused || isMaxed || limitedForMs > 0 ? 0 : waiting + due;
}
