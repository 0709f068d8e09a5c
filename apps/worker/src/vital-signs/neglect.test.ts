import { describe, expect, it } from 'vitest';
import { type ConsumptionLook, isTooLong, type Neglect, neglectAfter, neglectLimitMs } from './neglect.ts';

const lookEveryMs = 5_000;

/** What looks every five seconds come to, from 0 on; what each sees is work, a free place, and no job taken, but for what is given. */
function afterLooks(count: number, given: (at: number) => Partial<ConsumptionLook> = () => ({}), everyMs = lookEveryMs): boolean {
  let neglect: Neglect | null = null;
  for (let number = 0; number < count; number += 1) {
    const at = number * everyMs;
    neglect = neglectAfter(neglect, { at, takeable: 3, hasFreePlace: true, lastTakenAt: null, ...given(at) });
  }
  return isTooLong(neglect);
}

const looksToTheLimit = neglectLimitMs / lookEveryMs + 1;

describe('a worker with a free place', () => {
  it('no longer consumes once work has lain there for a minute, and not a look sooner', () => {
    expect(afterLooks(looksToTheLimit - 1)).toBe(false);
    expect(afterLooks(looksToTheLimit)).toBe(true);
  });

  it('consumes where nothing lies there, however long', () => {
    expect(afterLooks(1_000, () => ({ takeable: 0 }))).toBe(false);
  });

  it('consumes where a single look in the minute saw nothing left lying', () => {
    expect(afterLooks(looksToTheLimit, (at) => ({ takeable: at === 30_000 ? 0 : 3 }))).toBe(false);
  });

  it('consumes where it took a job within the minute, and the minute counts anew from there', () => {
    const taken = (at: number) => ({ lastTakenAt: at >= 30_000 ? 29_000 : null });
    expect(afterLooks(looksToTheLimit, taken)).toBe(false);
    expect(afterLooks(looksToTheLimit + 6, taken)).toBe(true);
  });

  it('is not excused by a job that it took before the work came', () => {
    expect(afterLooks(looksToTheLimit, () => ({ lastTakenAt: -1 }))).toBe(true);
  });

  it('is excused while the store does not answer, and the minute counts anew from its return', () => {
    const away = (at: number) => (at < 20_000 ? {} : at < 40_000 ? { takeable: null } : {});
    expect(afterLooks(looksToTheLimit + 7, away)).toBe(false);
    expect(afterLooks(looksToTheLimit + 8, away)).toBe(true);
  });

  it('is not blamed for the time in which its process stood still', () => {
    expect(afterLooks(2, () => ({}), 120_000)).toBe(false);
    expect(afterLooks(10, () => ({}), 31_000)).toBe(false);
  });
});

it('a worker whose places are all taken leaves nothing lying', () => {
  expect(afterLooks(1_000, () => ({ hasFreePlace: false }))).toBe(false);
});
