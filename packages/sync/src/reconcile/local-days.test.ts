import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, localDay, localDayOf } from './local-days.ts';

const hoursOf = (day: string, timezone: string) => {
  const { start, end } = localDay(day, timezone);
  return (end.getTime() - start.getTime()) / 3_600_000;
};

describe('a day on a shop’s calendar', () => {
  it.each([
    // The last Sunday of March has no hour from 2 to 3, the last of October has it twice.
    ['2026-03-28', 'Europe/Brussels', '2026-03-27T23:00:00.000Z', 24],
    ['2026-03-29', 'Europe/Brussels', '2026-03-28T23:00:00.000Z', 23],
    ['2026-03-30', 'Europe/Brussels', '2026-03-29T22:00:00.000Z', 24],
    ['2026-10-25', 'Europe/Brussels', '2026-10-24T22:00:00.000Z', 25],
    // Clocks here change by half an hour.
    ['2026-04-05', 'Australia/Lord_Howe', '2026-04-04T13:00:00.000Z', 24.5],
    ['2026-10-04', 'Australia/Lord_Howe', '2026-10-03T13:30:00.000Z', 23.5],
    // Midnight itself is left out: the day begins at one.
    ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z', 23],
    ['2018-02-17', 'America/Sao_Paulo', '2018-02-17T02:00:00.000Z', 25],
    ['2026-04-24', 'Africa/Cairo', '2026-04-23T22:00:00.000Z', 23],
    ['2026-11-24', 'Asia/Kathmandu', '2026-11-23T18:15:00.000Z', 24],
    ['2026-11-24', 'Pacific/Kiritimati', '2026-11-23T10:00:00.000Z', 24],
    ['2026-11-24', 'Pacific/Niue', '2026-11-24T11:00:00.000Z', 24],
    ['2026-11-24', 'UTC', '2026-11-24T00:00:00.000Z', 24],
    // A day that this island has never had.
    ['2011-12-30', 'Pacific/Apia', '2011-12-30T10:00:00.000Z', 0],
  ])('%s in %s begins at %s and has %d hours', (day, timezone, start, hours) => {
    expect(localDay(day, timezone).start.toISOString()).toBe(start);
    expect(hoursOf(day, timezone)).toBe(hours);
  });

  it.each(['Europe/Brussels', 'Australia/Lord_Howe', 'America/Sao_Paulo', 'Africa/Cairo', 'America/Havana'])(
    'in %s holds its moments, and the days of years leave none out',
    (timezone) => {
      for (const year of [2017, 2018, 2026]) {
        const days = daysBetween(`${year}-01-01`, `${year}-12-31`).map((day) => localDay(day, timezone));
        for (const [index, { day, start, end }] of days.entries()) {
          expect(localDayOf(start, timezone)).toBe(day);
          expect(localDayOf(new Date(end.getTime() - 1), timezone)).toBe(day);
          expect(days[index + 1]?.start ?? end).toEqual(end);
        }
      }
    },
  );

  it('is counted over the ends of months and years', () => {
    expect(daysBetween('2027-12-30', '2028-01-02')).toEqual(['2027-12-30', '2027-12-31', '2028-01-01', '2028-01-02']);
    expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
    expect(daysBetween('2026-01-02', '2026-01-01')).toEqual([]);
  });
});
