import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { type DailyWindow, isInsideWindow, openTimeFrom } from './daily-window.ts';
import { momentsBetween } from './moments.ts';
import { nextDueAt, phaseOf } from './next-due.ts';
import type { Rhythm } from './rhythm.ts';

const day: DailyWindow = { from: '08:00', until: '20:00' };
const night: DailyWindow = { from: '22:00', until: '04:00' };

const rhythm = (given: Partial<Rhythm>): Rhythm => ({
  startsAt: null,
  everySeconds: null,
  cron: null,
  timezone: 'Europe/Berlin',
  window: day,
  ...given,
});

/** The first moments after a date, in UTC without seconds. */
function moments(given: Rhythm, after: string, count: number, phase = 0): string[] {
  const from = new Date(Date.parse(after) + 1);
  return momentsBetween(given, from, new Date('2200-01-01'), phase, count).map((at) => at.toISOString().slice(0, 16));
}

it('the moments between two dates are those from the first on and before the second', () => {
  const hourly = rhythm({ everySeconds: 3600, window: null });
  const between = (from: string, to: string, limit = 9) =>
    momentsBetween(hourly, new Date(from), new Date(to), 0, limit).map((at) => at.toISOString().slice(11, 16));
  expect(between('2026-06-01T10:00:00Z', '2026-06-01T13:00:00Z')).toEqual(['10:00', '11:00', '12:00']);
  expect(between('2026-06-01T10:00:00.001Z', '2026-06-01T13:00:00.001Z')).toEqual(['11:00', '12:00', '13:00']);
  expect(between('2026-06-01T10:00:00Z', '2026-06-01T13:00:00Z', 2)).toEqual(['10:00', '11:00']);
  expect(between('2026-06-01T10:00:00Z', '2026-06-01T10:00:00Z')).toEqual([]);
});

describe('a rhythm in seconds with a daily window', () => {
  it('leaves the slots outside out', () => {
    expect(moments(rhythm({ everySeconds: 4 * 3600, timezone: 'UTC' }), '2026-06-01T00:00:00Z', 4)).toEqual([
      '2026-06-01T08:00',
      '2026-06-01T12:00',
      '2026-06-01T16:00',
      '2026-06-02T08:00',
    ]);
  });

  it('goes on over midnight', () => {
    expect(moments(rhythm({ everySeconds: 7200, timezone: 'UTC', window: night }), '2026-06-01T00:00:00Z', 5)).toEqual([
      '2026-06-01T02:00',
      '2026-06-01T22:00',
      '2026-06-02T00:00',
      '2026-06-02T02:00',
      '2026-06-02T22:00',
    ]);
  });

  it('begins inside the window where its start is outside, and with its start where that is inside', () => {
    const outside = rhythm({ everySeconds: 3600, startsAt: new Date('2026-06-10T20:15:00Z') });
    expect(moments(outside, '2026-06-01T00:00:00Z', 2)).toEqual(['2026-06-11T06:15', '2026-06-11T07:15']);
    const inside = rhythm({ everySeconds: 3600, startsAt: new Date('2026-06-10T16:15:00Z') });
    expect(moments(inside, '2026-06-01T00:00:00Z', 3)).toEqual(['2026-06-10T16:15', '2026-06-10T17:15', '2026-06-11T06:15']);
  });

  it('has a moment a day, at its phase of the window, where its slots are all at night', () => {
    // Every day at 03:00Z; a window of twelve hours, a quarter of the way.
    const daily = rhythm({ everySeconds: 86_400, startsAt: new Date('2026-06-01T03:00:00Z'), timezone: 'UTC' });
    expect(moments(daily, '2026-06-01T00:00:00Z', 2, 0.25)).toEqual(['2026-06-01T11:00', '2026-06-02T11:00']);
  });

  it('leaves no day out when the clock moves its slot out of the window', () => {
    // 18:30Z is 19:30 in Berlin, and from 29 March on 20:30: half an hour too late. That Sunday has a moment all the same.
    const daily = rhythm({ everySeconds: 86_400, startsAt: new Date('2026-03-01T18:30:00Z') });
    expect(moments(daily, '2026-03-28T00:00:00Z', 3, 0.5)).toEqual(['2026-03-28T18:30', '2026-03-29T12:00', '2026-03-30T12:00']);
  });

  it('moves a weekly slot that is at night into the day after it, and adds none in between', () => {
    const weekly = rhythm({ everySeconds: 7 * 86_400, startsAt: new Date('2026-06-01T21:00:00Z'), timezone: 'UTC' });
    expect(moments(weekly, '2026-06-01T00:00:00Z', 2, 0.5)).toEqual(['2026-06-02T14:00', '2026-06-09T14:00']);
  });

  it('is still many moments of many branches', () => {
    const once = rhythm({ everySeconds: 86_400, window: night });
    const found = Array.from({ length: 500 }, (_, number) =>
      nextDueAt(once, new Date('2026-06-01T12:00:00Z'), phaseOf(`0190163d-8694-739b-aea5-${String(number).padStart(12, '0')}`)),
    );
    expect(new Set(found.map((at) => at?.getTime())).size).toBe(500);
    const tenths = Array.from({ length: 10 }, () => 0);
    for (const at of found) {
      const tenth = Math.floor(((at?.getTime() ?? 0) - Date.parse('2026-06-01T20:00:00Z')) / (6 * 360_000));
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    expect(Math.max(...tenths)).toBeLessThan(100);
  });

  it('measures the window in real time on the days when the clock changes', () => {
    // Always at night in Berlin's summer; from 22:00 until 04:00 is five hours on 29 March and seven on 25 October.
    const noon = rhythm({ everySeconds: 86_400, startsAt: new Date('2026-01-01T12:00:00Z'), window: night });
    expect(moments(noon, '2026-03-28T12:00:00Z', 2, 0.5)).toEqual(['2026-03-28T23:30', '2026-03-29T23:00']);
    expect(moments(noon, '2026-10-24T12:00:00Z', 2, 0.5)).toEqual(['2026-10-24T23:30', '2026-10-26T00:00']);
    // New York: 8 March and 1 November.
    const inNewYork = { ...noon, timezone: 'America/New_York' };
    expect(moments(inNewYork, '2026-03-07T12:00:00Z', 2, 0.5)).toEqual(['2026-03-08T05:30', '2026-03-09T05:00']);
    expect(moments(inNewYork, '2026-10-31T12:00:00Z', 2, 0.5)).toEqual(['2026-11-01T05:30', '2026-11-02T06:00']);
  });
});

describe('cron with a daily window', () => {
  it('leaves the slots outside out', () => {
    expect(moments(rhythm({ cron: '30 */6 * * *', timezone: 'UTC' }), '2026-06-01T13:00:00Z', 3)).toEqual([
      '2026-06-01T18:30',
      '2026-06-02T12:30',
      '2026-06-02T18:30',
    ]);
  });

  it('goes on over midnight', () => {
    expect(moments(rhythm({ cron: '0 */2 * * *', timezone: 'UTC', window: night }), '2026-06-01T21:00:00Z', 4)).toEqual([
      '2026-06-01T22:00',
      '2026-06-02T00:00',
      '2026-06-02T02:00',
      '2026-06-02T22:00',
    ]);
  });

  it('waits for its start', () => {
    const startsAt = new Date('2026-06-10T12:00:00Z');
    expect(moments(rhythm({ cron: '0 * * * *', startsAt }), '2026-06-01T00:00:00Z', 1)).toEqual(['2026-06-10T12:00']);
  });

  it.each([
    // Berlin's 29 March has no 02:00 to 03:00, its 25 October has it twice; New York's days are 8 March and 1 November (01:00 to 02:00 twice).
    ['Europe/Berlin', '2026-03-28T20:30:00Z', ['2026-03-28T21:00', '2026-03-29T00:00', '2026-03-29T01:00', '2026-03-29T20:00']],
    ['Europe/Berlin', '2026-10-24T19:30:00Z', ['2026-10-24T20:00', '2026-10-24T23:00', '2026-10-25T02:00', '2026-10-25T21:00']],
    [
      'America/New_York',
      '2026-03-08T02:30:00Z',
      ['2026-03-08T03:00', '2026-03-08T06:00', '2026-03-08T07:00', '2026-03-09T02:00'],
    ],
    [
      'America/New_York',
      '2026-11-01T01:30:00Z',
      ['2026-11-01T02:00', '2026-11-01T05:00', '2026-11-01T08:00', '2026-11-02T03:00'],
    ],
  ])('follows the clock of %s in the night after %s', (timezone, after, expected) => {
    expect(moments(rhythm({ cron: '0 22,1,3 * * *', timezone, window: night }), after, 4)).toEqual(expected);
  });

  it('is never due where it never meets its window', () => {
    expect(nextDueAt(rhythm({ cron: '0 2 * * *' }), new Date('2026-06-01'), 0)).toBeNull();
    expect(nextDueAt(rhythm({ cron: '* 4-21 * * *', window: night }), new Date('2026-06-01'), 0)).toBeNull();
    expect(nextDueAt(rhythm({ cron: '0 3 29 2 *', window: night }), new Date('2026-06-01'), 0)).toEqual(
      new Date('2028-02-29T02:00:00Z'),
    );
  });
});

const timeOfDay = fc
  .integer({ min: 0, max: 1439 })
  .map((minute) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`);
const anyWindow = fc.record({ from: timeOfDay, until: timeOfDay }).filter(({ from, until }) => from !== until);
const anyZone = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'UTC');
const around = (date: string, days: number) =>
  fc.integer({ min: -days * 86_400_000, max: days * 86_400_000 }).map((shiftMs) => new Date(Date.parse(date) + shiftMs));
const anyMoment = fc.oneof(...['2026-03-08', '2026-03-29', '2026-10-25', '2026-11-01'].map((date) => around(date, 3)));
const anyStart = fc.option(around('2026-06-01', 250));
const anyPhase = fc.uuid().map(phaseOf);
const everySeconds = fc.oneof(fc.integer({ min: 10, max: 86_400 }), fc.integer({ min: 10, max: 2_678_400 }));

/** Steps as the planner does: each moment from the one before. */
function stepping(given: Rhythm, after: Date, phase: number, count: number): Date[] {
  const found: Date[] = [];
  for (let at = nextDueAt(given, after, phase); at !== null && found.length < count; at = nextDueAt(given, at, phase))
    found.push(at);
  return found;
}

function expectInOrder(given: Rhythm, after: Date, found: readonly Date[]): void {
  let last = after.getTime();
  for (const at of found) {
    expect(at.getTime()).toBeGreaterThan(last);
    if (given.startsAt !== null) expect(at.getTime()).toBeGreaterThanOrEqual(given.startsAt.getTime());
    if (given.window !== null) expect(isInsideWindow(given.window, given.timezone, at)).toBe(true);
    last = at.getTime();
  }
}

describe('for any rhythm in seconds with any window', () => {
  const anyRhythm = fc
    .record({ everySeconds, startsAt: anyStart, timezone: anyZone, window: anyWindow })
    .map((given) => rhythm(given));

  test.prop([anyRhythm, anyMoment, anyPhase])(
    'moments are inside, in order, and the same step by step',
    (given, after, phase) => {
      const found = stepping(given, after, phase, 20);
      expect(found).toHaveLength(20);
      expectInOrder(given, after, found);
      expect(momentsBetween(given, new Date(after.getTime() + 1), new Date('2200-01-01'), phase, 20)).toEqual(found);
    },
  );

  test.prop([anyRhythm, anyMoment, anyPhase])(
    'they are the slots inside, and one in an open time that has none',
    (given, after, phase) => {
      const everyMs = (given.everySeconds ?? 0) * 1000;
      const originMs = given.startsAt?.getTime() ?? Math.floor(phase * everyMs);
      const window = given.window ?? day;
      const isSlot = (at: number) => (at - originMs) % everyMs === 0;
      const found = stepping(given, after, phase, 30).map((at) => at.getTime());
      const last = found.at(-1) ?? 0;
      const slots: number[] = [];
      const firstSlot = originMs + Math.max(0, Math.floor((after.getTime() - originMs) / everyMs) + 1) * everyMs;
      for (let slot = firstSlot; slot <= last; slot += everyMs) {
        if (isInsideWindow(window, given.timezone, new Date(slot))) slots.push(slot);
      }
      expect(found.filter(isSlot)).toEqual(slots);
      for (const stand of found.filter((at) => !isSlot(at))) {
        const { fromMs, untilMs } = openTimeFrom(window, given.timezone, stand);
        expect(found.filter((at) => at >= fromMs && at < untilMs)).toEqual([stand]);
        expect((stand - fromMs) / (untilMs - fromMs)).toBeCloseTo(phase, 3);
      }
    },
  );

  test.prop([anyRhythm, anyMoment, anyPhase])(
    'every open time has one where a day or less lies between them',
    (given, after, phase) => {
      fc.pre((given.everySeconds ?? 0) <= 86_400);
      const window = given.window ?? day;
      const fromMs = Math.max(after.getTime(), given.startsAt?.getTime() ?? 0);
      const next = openTimeFrom(window, given.timezone, openTimeFrom(window, given.timezone, fromMs).untilMs);
      const found = momentsBetween(given, new Date(next.fromMs), new Date(next.untilMs), phase, 1);
      expect(found).toHaveLength(1);
    },
  );
});

describe('for any cron with any window', () => {
  const minutes = fc.constantFrom('0', '*/15', '*/20', '7,37', '59');
  const hours = fc.constantFrom('*', '*/2', '1-3', '2', '8-20', '22');
  const anyRhythm = fc
    .record({ minute: minutes, hour: hours, startsAt: anyStart, timezone: anyZone, window: anyWindow })
    .map(({ minute, hour, ...given }) => rhythm({ ...given, cron: `${minute} ${hour} * * *` }));

  test.prop([anyRhythm, anyMoment])('moments are inside, in order, and slots of the pattern', (given, after) => {
    const found = stepping(given, after, 0, 20);
    expectInOrder(given, after, found);
    for (const at of found) expect(nextDueAt({ ...given, window: null }, new Date(at.getTime() - 1), 0)).toEqual(at);
  });

  test.prop([anyRhythm, anyMoment])('no slot that is inside is left out', (given, after) => {
    const window = given.window ?? day;
    const all = stepping({ ...given, window: null }, after, 0, 60);
    const inside = all.filter((at) => isInsideWindow(window, given.timezone, at)).map((at) => at.getTime());
    const found = new Set(stepping(given, after, 0, 60).map((at) => at.getTime()));
    expect(inside.filter((at) => !found.has(at))).toEqual([]);
  });
});
