import { describe, expect, it } from 'vitest';
import { askedDays, stretchesOf } from './choose-days.ts';
import { daysBetween, localDay } from './local-days.ts';

const today = '2026-11-25';

describe('the days of a wish', () => {
  it.each([
    [{}, '2026-11-19', '2026-11-25', 7],
    [{ to: '2026-11-10' }, '2026-11-04', '2026-11-10', 7],
    [{ from: '2026-11-20' }, '2026-11-20', '2026-11-25', 6],
    [{ from: '2026-11-20', to: '2026-12-24' }, '2026-11-20', '2026-11-25', 6],
    // More than a year is cut at its beginning.
    [{ from: '2024-01-01' }, '2025-11-25', '2026-11-25', 366],
  ])('%o are %s to %s', (request, first, last, count) => {
    const days = askedDays(request, today);
    expect([days[0], days.at(-1), days.length]).toEqual([first, last, count]);
  });

  it('are none where all of them are still to come', () => {
    expect(askedDays({ from: '2026-11-26' }, today)).toEqual([]);
  });
});

describe('stretches', () => {
  const days = (from: string, to: string) => daysBetween(from, to).map((day) => localDay(day, 'Europe/Brussels'));
  const lengths = (all: ReturnType<typeof days>, orders: [string, number][] = []) =>
    stretchesOf(all, new Map(orders)).map(({ length }) => length);

  it('are days that follow one another, a month at the most', () => {
    expect(lengths(days('2026-10-01', '2026-12-10'))).toEqual([31, 31, 9]);
    expect(lengths([...days('2026-10-01', '2026-10-02'), ...days('2026-10-24', '2026-10-26')])).toEqual([2, 3]);
    expect(lengths([])).toEqual([]);
  });

  it('hold no more orders than are taken at once, unless one day has them', () => {
    expect(
      lengths(days('2026-10-01', '2026-10-05'), [
        ['2026-10-01', 6_000],
        ['2026-10-02', 4_000],
        ['2026-10-03', 1],
        ['2026-10-04', 25_000],
        ['2026-10-05', 1],
      ]),
    ).toEqual([2, 1, 1, 1]);
  });
});
