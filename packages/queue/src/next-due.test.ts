import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { nextDueAt, phaseOf } from './next-due.ts';
import type { Rhythm } from './rhythm.ts';

const rhythm = (given: Partial<Rhythm>): Rhythm => ({
  startsAt: null,
  everySeconds: null,
  cron: null,
  timezone: 'Europe/Berlin',
  window: null,
  ...given,
});

/** The moments between two dates, in UTC without seconds. */
function moments(given: Rhythm, from: string, to: string): string[] {
  const found: string[] = [];
  for (let at = nextDueAt(given, new Date(from), 0); at !== null && at <= new Date(to); at = nextDueAt(given, at, 0)) {
    found.push(at.toISOString().slice(0, 16));
  }
  return found;
}

describe('a rhythm in seconds', () => {
  it('counts from its start', () => {
    const every = rhythm({ everySeconds: 900, startsAt: new Date('2026-01-01T08:05:00Z') });
    expect(moments(every, '2026-01-01T00:00:00Z', '2026-01-01T08:40:00Z')).toEqual([
      '2026-01-01T08:05',
      '2026-01-01T08:20',
      '2026-01-01T08:35',
    ]);
  });

  it('gives one moment after an outage, not a backlog', () => {
    const every = rhythm({ everySeconds: 60, startsAt: new Date('2026-01-01T00:00:00Z') });
    expect(nextDueAt(every, new Date('2026-01-03T12:00:30Z'), 0)).toEqual(new Date('2026-01-03T12:01:00Z'));
  });

  test.prop([
    fc.integer({ min: 10, max: 2_678_400 }),
    fc.date({ min: new Date(0), max: new Date('2200-01-01'), noInvalidDate: true }),
    fc.uuid(),
  ])('is due within one interval, always at the same place of it', (everySeconds, after, branchId) => {
    const due = nextDueAt(rhythm({ everySeconds }), after, phaseOf(branchId))?.getTime() ?? 0;
    expect(due).toBeGreaterThan(after.getTime());
    expect(due - after.getTime()).toBeLessThanOrEqual(everySeconds * 1000);
    const next = nextDueAt(rhythm({ everySeconds }), new Date(due), phaseOf(branchId))?.getTime() ?? 0;
    expect(next - due).toBe(everySeconds * 1000);
  });

  it('spreads 500 branches over the interval: no tenth of it has more than twice its share', () => {
    const tenths = Array.from({ length: 10 }, () => 0);
    for (let number = 0; number < 500; number += 1) {
      const phase = phaseOf(`0190163d-8694-739b-aea5-${String(number).padStart(12, '0')}`);
      tenths[Math.floor(phase * 10)] = (tenths[Math.floor(phase * 10)] ?? 0) + 1;
    }
    expect(Math.max(...tenths)).toBeLessThan(100);
  });
});

describe('cron on the days when the clock changes', () => {
  it.each([
    // The night of 29 March 2026 has no 02:00 in Berlin; that of 25 October has it twice.
    ['Europe/Berlin', '2026-03-28T12:00:00Z', '2026-03-30T12:00:00Z', ['2026-03-29T01:00', '2026-03-30T00:00']],
    ['Europe/Berlin', '2026-10-24T12:00:00Z', '2026-10-26T12:00:00Z', ['2026-10-25T00:00', '2026-10-26T01:00']],
    // New York leaves 02:00 out on 8 March; on 1 November it has 01:00 twice, and 02:00 once.
    ['America/New_York', '2026-03-07T12:00:00Z', '2026-03-09T12:00:00Z', ['2026-03-08T07:00', '2026-03-09T06:00']],
    ['America/New_York', '2026-10-31T12:00:00Z', '2026-11-02T12:00:00Z', ['2026-11-01T07:00', '2026-11-02T07:00']],
  ])('0 2 * * * in %s from %s comes once a night', (timezone, from, to, expected) => {
    expect(moments(rhythm({ cron: '0 2 * * *', timezone }), from, to)).toEqual(expected);
  });

  it.each([
    ['2026-03-28T18:00:00Z', '2026-03-29T18:00:00Z', ['2026-03-29T01:00', '2026-03-29T12:00']],
    ['2026-10-24T18:00:00Z', '2026-10-25T18:00:00Z', ['2026-10-25T00:00', '2026-10-25T13:00']],
  ])('hours that are listed come once each, also from %s', (from, to, expected) => {
    expect(moments(rhythm({ cron: '0 2,14 * * *' }), from, to)).toEqual(expected);
  });

  it.each(['Europe/Berlin', 'America/New_York'])('*/15 * * * * in %s goes on every quarter of an hour', (timezone) => {
    for (const day of ['2026-03-08', '2026-03-29', '2026-10-25', '2026-11-01']) {
      const found = moments(rhythm({ cron: '*/15 * * * *', timezone }), `${day}T00:00:00Z`, `${day}T12:00:00Z`);
      const gaps = found.slice(1).map((moment, index) => Date.parse(`${moment}Z`) - Date.parse(`${found[index]}Z`));
      expect(new Set(gaps)).toEqual(new Set([900_000]));
    }
  });
});

it('cron waits for its start, and may begin with it', () => {
  const daily = rhythm({ cron: '0 2 * * *', timezone: 'UTC', startsAt: new Date('2026-06-10T02:00:00Z') });
  expect(nextDueAt(daily, new Date('2026-06-01T00:00:00Z'), 0)).toEqual(new Date('2026-06-10T02:00:00Z'));
});

it('what has no rhythm is never due', () => {
  expect(nextDueAt(rhythm({ startsAt: new Date() }), new Date(0), 0)).toBeNull();
});
