import { expect, it, onTestFinished, vi } from 'vitest';
import { branchClock } from './branch-clock.ts';

it('runs fast, never ahead, and meets the real one', () => {
  vi.useFakeTimers({ now: 0 });
  onTestFinished(() => void vi.useRealTimers());
  const clock = branchClock(10, 60_000);
  const atEach = [0, 30_000, 60_000, 61_000].map((ms) => {
    vi.setSystemTime(ms);
    return clock().getTime();
  });
  expect(atEach).toEqual([-540_000, -240_000, 60_000, 61_000]);
});
