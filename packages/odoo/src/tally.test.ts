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
    endFirst(true);
    now = 50;
    endSecond(true);
    now = 1_000;
    const endThird = tally.begin();
    now = 1_005;
    endThird(false);
    expect([tally.calls, tally.waitedMs]).toEqual([3, 55]);
  });

  it('knows whether anything was answered, and for how long nothing is heard', () => {
    let now = 0;
    const tally = startTally(() => now);
    expect([tally.hasAnswered, tally.silentMs]).toEqual([false, 0]);
    const endFirst = tally.begin();
    const endSecond = tally.begin();
    now = 700;
    endFirst(false);
    now = 1_000;
    expect([tally.hasAnswered, tally.silentMs]).toEqual([false, 300]);
    endSecond(true);
    expect([tally.hasAnswered, tally.silentMs]).toEqual([true, 0]);
  });

  it('knows no clock before an answer told it, and keeps it when one tells none', () => {
    const tally = startTally();
    expect(tally.clockOffsetMs).toBeNull();
    tally.seeClock(120_000, 100_000);
    tally.seeClock(null, 200_000);
    expect(tally.clockOffsetMs).toBe(20_500);
  });
});
