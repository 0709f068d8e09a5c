import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { drainWorkers } from './drain.ts';

function aWorker(running: number) {
  const tally = { running, lastTakenAt: null };
  let hasClosed = () => {};
  const closing = new Promise<void>((resolve) => {
    hasClosed = resolve;
  });
  return { tally, worker: { tally }, close: () => closing, hasClosed };
}

/** Whether a drain is over, as time goes by. */
function watch(drain: Promise<void>) {
  let isOver = false;
  const over = drain.then(() => {
    isOver = true;
  });
  return async (ms: number) => {
    await vi.advanceTimersByTimeAsync(ms);
    if (isOver) await over;
    return isOver;
  };
}

describe('a drain', () => {
  it('is over when all workers have closed', async () => {
    const workers = [aWorker(1), aWorker(0)];
    const isOverAfter = aDrain(workers);
    workers[0]?.hasClosed();
    expect(await isOverAfter(600_000)).toBe(false);
    workers[1]?.hasClosed();
    expect(await isOverAfter(0)).toBe(true);
  });

  it('does not wait for a store that is away once nothing is under way any more', async () => {
    const workers = [aWorker(1), aWorker(0)];
    const isOverAfter = aDrain(workers);
    expect(await isOverAfter(600_000)).toBe(false);
    if (workers[0]) workers[0].tally.running = 0;
    expect(await isOverAfter(2_900)).toBe(false);
    expect(await isOverAfter(300)).toBe(true);
  });

  it('begins to count anew where a job comes after all', async () => {
    const worker = aWorker(0);
    const isOverAfter = aDrain([worker]);
    expect(await isOverAfter(2_000)).toBe(false);
    worker.tally.running = 1;
    expect(await isOverAfter(600_000)).toBe(false);
    worker.tally.running = 0;
    expect(await isOverAfter(2_900)).toBe(false);
    expect(await isOverAfter(300)).toBe(true);
  });

  function aDrain(workers: ReturnType<typeof aWorker>[]) {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
    onTestFinished(() => void vi.useRealTimers());
    return watch(drainWorkers(workers));
  }
});
