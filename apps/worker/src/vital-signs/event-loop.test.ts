import { describe, expect, it, onTestFinished } from 'vitest';
import { until } from '../../../../test/harness/until.ts';
import { createHoldUpWarning, watchEventLoop } from './event-loop.ts';

describe('a hold-up of the event loop', () => {
  it('is measured by its length, told once, and warned of', async () => {
    const warned: number[] = [];
    const watch = watchEventLoop((worstMs) => warned.push(worstMs), 100);
    onTestFinished(() => watch.stop());
    await until('the hold-up to be seen', async () => {
      hold(600);
      return warned.length > 0;
    });
    const worst = watch.worstSinceLast();
    expect(worst).toBeGreaterThan(500);
    expect(warned[0]).toBeGreaterThan(500);
    expect(watch.worstSinceLast()).toBe(0);
  });

  function hold(ms: number): void {
    const end = performance.now() + ms;
    while (performance.now() < end) {
      // Nothing else runs.
    }
  }
});

describe('the warning of hold-ups', () => {
  function warningsOf(measures: readonly (readonly [heldUpMs: number, at: number])[]): number[] {
    const warned: number[] = [];
    const hear = createHoldUpWarning((worstMs) => warned.push(worstMs));
    for (const [heldUpMs, at] of measures) hear(heldUpMs, at);
    return warned;
  }

  it('comes with the first that is longer than half a second, and with none that is shorter', () => {
    expect(
      warningsOf([
        [500, 0],
        [501, 5_000],
      ]),
    ).toEqual([501]);
  });

  it('comes once a minute at the most, with the worst of the minute', () => {
    const measures = [
      [600, 0],
      [900, 5_000],
      [700, 30_000],
      [10, 59_999],
      [20, 60_000],
      [510, 65_000],
      [10, 119_999],
      [10, 120_000],
    ] as const;
    expect(warningsOf(measures)).toEqual([600, 900, 510]);
  });

  it('is silent after a quiet minute', () => {
    expect(
      warningsOf([
        [600, 0],
        [10, 60_000],
        [10, 120_000],
      ]),
    ).toEqual([600]);
  });
});
