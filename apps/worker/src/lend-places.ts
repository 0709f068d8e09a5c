import type { StoreWorker } from '@branch-sync/queue';
import type { ListenedTo } from './silent-branches.ts';

/** A branch that has said nothing for so long may be hanging. Milliseconds. */
const silentAfterMs = 3_000;
const lookEveryMs = 1_000;
/** A run that waits costs little, but not nothing: at most this many times the places are worked on. */
const mostTimes = 4;

/**
 * Lends out the places of runs whose branches are silent: they hold them until their calls run into the time limit, and must not keep the others
 * waiting meanwhile. Gives what ends it.
 */
export function lendPlaces(worker: StoreWorker, places: number, branches: ListenedTo, onError: (error: unknown) => void) {
  const timer = setInterval(() => {
    setPlaces(worker, Math.min(places + branches.countSilent(silentAfterMs), mostTimes * places)).catch(onError);
  }, lookEveryMs);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}

async function setPlaces(worker: StoreWorker, wanted: number): Promise<void> {
  const before = worker.concurrency;
  worker.concurrency = wanted;
  // Where all places are taken BullMQ looks at their number again only once a job ends: pause and resume wake it (Worker.resume).
  if (wanted <= before || worker.isPaused()) return;
  await worker.pause(true);
  await worker.resume();
}
