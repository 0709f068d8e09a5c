import { describe, expect, it } from 'vitest';
import { dayAfter, dayOf, dayParts, daysUpTo, isDay } from './days.ts';

describe('days of a calendar', () => {
  it('follow each other over months, years and changes of the clock', () => {
    expect(dayAfter('2026-12-31', 1)).toBe('2027-01-01');
    expect(dayAfter('2028-03-01', -1)).toBe('2028-02-29');
    expect(dayAfter('2026-03-28', 2)).toBe('2026-03-30');
    expect(daysUpTo('2026-11-02', 4)).toEqual(['2026-10-30', '2026-10-31', '2026-11-01', '2026-11-02']);
  });

  it('are those of the viewer where a moment is given', () => {
    expect(dayOf(new Date(2026, 0, 5, 23, 59).getTime())).toBe('2026-01-05');
    expect(dayOf(new Date(2026, 0, 6, 0, 0).getTime())).toBe('2026-01-06');
  });

  it.each(['2026-02-29', '2026-13-01', '2026-1-1', 'today', ''])('are not %s', (text) => {
    expect(isDay(text)).toBe(false);
  });

  it('are known by their number, and weekends stand out', () => {
    expect(isDay('2028-02-29')).toBe(true);
    expect(dayParts('2026-11-21')).toMatchObject({ date: '21', isWeekend: true });
    expect(dayParts('2026-11-23')).toMatchObject({ date: '23', isWeekend: false });
  });
});
