import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { closedSince, type DailyWindow, isInsideWindow, nextOpening, openTimeFrom } from './daily-window.ts';

const day: DailyWindow = { from: '08:00', until: '20:00' };
const night: DailyWindow = { from: '22:00', until: '04:00' };

const openings = (window: DailyWindow, timezone: string, from: string, count: number) => {
  const found: string[] = [];
  for (let at = new Date(from); found.length < count; ) {
    at = nextOpening(window, timezone, at);
    found.push(at.toISOString().slice(0, 16));
  }
  return found;
};

describe('a daily window', () => {
  it.each([
    [day, '2026-01-15T06:59:59.999Z', false],
    [day, '2026-01-15T07:00:00.000Z', true],
    [day, '2026-01-15T18:59:59.999Z', true],
    [day, '2026-01-15T19:00:00.000Z', false],
    [night, '2026-01-15T20:59:59.999Z', false],
    [night, '2026-01-15T21:00:00.000Z', true],
    [night, '2026-01-15T23:30:00.000Z', true],
    [night, '2026-01-16T02:59:59.999Z', true],
    [night, '2026-01-16T03:00:00.000Z', false],
  ])('%o of Berlin, at %s: inside is %s', (window, at, isInside) => {
    expect(isInsideWindow(window, 'Europe/Berlin', new Date(at))).toBe(isInside);
  });

  it('opens at the same time of the clock in winter and summer', () => {
    expect(openings(day, 'Europe/Berlin', '2026-03-28T00:00:00Z', 3)).toEqual([
      '2026-03-28T07:00',
      '2026-03-29T06:00',
      '2026-03-30T06:00',
    ]);
    expect(openings(night, 'America/New_York', '2026-10-31T00:00:00Z', 3)).toEqual([
      '2026-10-31T02:00',
      '2026-11-01T02:00',
      '2026-11-02T03:00',
    ]);
  });

  it('that is open just now opens next after it was closed', () => {
    expect(nextOpening(day, 'UTC', new Date('2026-06-01T08:00:00Z'))).toEqual(new Date('2026-06-02T08:00:00Z'));
    expect(nextOpening(day, 'UTC', new Date('2026-06-01T07:59:59.999Z'))).toEqual(new Date('2026-06-01T08:00:00Z'));
  });

  it('opens right after the gap where a spring day leaves its opening out, and not at all where it lies in the gap', () => {
    // Berlin's clock goes from 02:00 to 03:00 at 01:00Z on 29 March; New York's at 07:00Z on 8 March.
    expect(openings({ from: '02:15', until: '06:00' }, 'Europe/Berlin', '2026-03-28T12:00:00Z', 2)).toEqual([
      '2026-03-29T01:00',
      '2026-03-30T00:15',
    ]);
    expect(openings({ from: '02:15', until: '06:00' }, 'America/New_York', '2026-03-07T12:00:00Z', 2)).toEqual([
      '2026-03-08T07:00',
      '2026-03-09T06:15',
    ]);
    expect(openings({ from: '02:15', until: '02:45' }, 'Europe/Berlin', '2026-03-28T12:00:00Z', 1)).toEqual(['2026-03-30T00:15']);
  });

  it('closes right at the gap where a spring day leaves its closing out', () => {
    const window = { from: '22:00', until: '02:30' };
    expect(openTimeFrom(window, 'Europe/Berlin', Date.parse('2026-03-28T23:00:00Z'))).toEqual({
      fromMs: Date.parse('2026-03-28T21:00:00Z'),
      untilMs: Date.parse('2026-03-29T01:00:00Z'),
    });
  });

  it('opens again where an autumn day sets the clock back into it', () => {
    // 02:00 to 03:00 comes twice in Berlin on 25 October: 00:00Z to 01:00Z, and 01:00Z to 02:00Z.
    expect(openings({ from: '01:30', until: '02:30' }, 'Europe/Berlin', '2026-10-24T12:00:00Z', 3)).toEqual([
      '2026-10-24T23:30',
      '2026-10-25T01:00',
      '2026-10-26T00:30',
    ]);
  });

  it('knows no break on a date that a zone has left out', () => {
    // Samoa went from 29 to 31 December 2011: the date jumps, the time of day goes on.
    expect(openings(day, 'Pacific/Apia', '2011-12-29T00:00:00Z', 3)).toEqual([
      '2011-12-29T18:00',
      '2011-12-30T18:00',
      '2011-12-31T18:00',
    ]);
  });

  it('refuses a zone that nobody has', () => {
    expect(() => isInsideWindow(day, 'Mars/Olympus', new Date())).toThrow(RangeError);
  });
});

const minuteMs = 60_000;
const minutesOf = (fromMs: number, untilMs: number) =>
  Array.from({ length: (untilMs - fromMs) / minuteMs }, (_, minute) => fromMs + minute * minuteMs);
const timeOfDay = fc
  .integer({ min: 0, max: 1439 })
  .map((minute) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`);
const anyWindow = fc.record({ from: timeOfDay, until: timeOfDay }).filter(({ from, until }) => from !== until);
const anyZone = fc.constantFrom(
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Africa/Casablanca',
);
/** Half of them near a day on which some clock changes. */
const anyMoment = fc.oneof(
  fc.date({ min: new Date('2000-01-01'), max: new Date('2060-01-01'), noInvalidDate: true }),
  fc
    .tuple(
      fc.constantFrom(
        '2026-03-08',
        '2026-03-29',
        '2026-04-05',
        '2026-10-04',
        '2026-10-25',
        '2026-11-01',
        '2026-02-15',
        '2026-03-22',
      ),
      fc.integer({ min: -2 * 86_400_000, max: 2 * 86_400_000 }),
    )
    .map(([date, shiftMs]) => new Date(Date.parse(`${date}T00:00:00Z`) + shiftMs)),
);

describe('for any window, zone and moment', () => {
  test.prop([anyWindow, anyZone, anyMoment])(
    'the next opening is the first minute inside after one outside',
    (window, zone, after) => {
      const opening = nextOpening(window, zone, after).getTime();
      expect(opening).toBeGreaterThan(after.getTime());
      // Minute by minute, as a person with the two bounds and a clock would find it.
      let wasInside = isInsideWindow(window, zone, after);
      let minute = Math.floor(after.getTime() / minuteMs) * minuteMs + minuteMs;
      for (; ; minute += minuteMs) {
        const isInside = isInsideWindow(window, zone, new Date(minute));
        if (isInside && !wasInside) break;
        wasInside = isInside;
      }
      expect(opening).toBe(minute);
    },
  );

  test.prop([anyWindow, anyZone, anyMoment])(
    'an open time is inside to its last minute, and closed around',
    (window, zone, at) => {
      const { fromMs, untilMs } = openTimeFrom(window, zone, at.getTime());
      const since = closedSince(window, zone, fromMs);
      const isInside = (atMs: number) => isInsideWindow(window, zone, new Date(atMs));
      expect(minutesOf(fromMs, untilMs).filter((minute) => !isInside(minute))).toEqual([]);
      expect(minutesOf(since, fromMs).filter(isInside)).toEqual([]);
      expect(isInside(untilMs)).toBe(false);
      expect(isInside(since - minuteMs)).toBe(true);
      if (isInside(at.getTime())) expect(fromMs).toBeLessThanOrEqual(at.getTime());
      expect(untilMs).toBeGreaterThan(at.getTime());
    },
  );
});
