import { describe, expect, it } from 'vitest';
import { startTally } from './tally.ts';

describe('the tally', () => {
  it('counts calls, and the time of calls side by side once', () => {
    let now = 0;
    const tally = startTally(() => now);
    const endFirst = tally.begin();
    now = 10;
    const endSecond = tally.begin();
    now = 30;
    endFirst();
    now = 50;
    endSecond();
    now = 1_000;
    const endThird = tally.begin();
    now = 1_005;
    endThird();
    expect([tally.calls, tally.waitedMs]).toEqual([3, 55]);
  });

  it('knows no clock before an answer told it, and keeps it when one tells none', () => {
    const tally = startTally();
    expect(tally.clockOffsetMs).toBeNull();
    tally.seeClock(120_000, 100_000);
    tally.seeClock(null, 200_000);
    expect(tally.clockOffsetMs).toBe(20_500);
  });
});
