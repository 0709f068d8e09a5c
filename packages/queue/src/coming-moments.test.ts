import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { comingMoments, type PlannedRhythm } from './coming-moments.ts';
import { nextDueAt } from './next-due.ts';

const hourly = (given: Partial<PlannedRhythm>): PlannedRhythm => ({
  startsAt: null,
  everySeconds: 3600,
  cron: null,
  timezone: 'Europe/Berlin',
  window: null,
  paused: false,
  nextDueAt: null,
  ...given,
});

const at = (time: string) => new Date(`2026-06-01T${time}Z`);

function coming(given: Partial<PlannedRhythm>, [now, from, to]: readonly [string, string, string], limit = 9) {
  const { moments, isTruncated } = comingMoments(hourly(given), { now: at(now), from: at(from), to: at(to) }, 0, limit);
  return { times: moments.map((moment) => moment.toISOString().slice(11, 16)), isTruncated };
}

describe('the coming moments of a schedule', () => {
  it('begin with the one that is planned, and go on from there', () => {
    const planned = { nextDueAt: at('11:30') };
    expect(coming(planned, ['09:10', '09:10', '14:00']).times).toEqual(['11:30', '12:00', '13:00']);
  });

  it('are planned from now where the planner has not come to it yet, whatever part of the past is asked for', () => {
    expect(coming({}, ['09:10', '00:00', '12:00']).times).toEqual(['10:00', '11:00']);
  });

  it('have one for what came due in an outage, not a backlog', () => {
    expect(coming({ nextDueAt: at('05:00') }, ['09:10', '04:00', '12:00']).times).toEqual(['05:00', '10:00', '11:00']);
    expect(coming({ nextDueAt: at('05:00') }, ['09:10', '09:10', '12:00']).times).toEqual(['10:00', '11:00']);
  });

  it('are those of the stretch that is asked for: from its first moment on, before its last', () => {
    expect(coming({ nextDueAt: at('10:00') }, ['09:10', '12:00', '14:00']).times).toEqual(['12:00', '13:00']);
    expect(coming({ nextDueAt: at('10:00') }, ['09:10', '09:30', '10:00']).times).toEqual([]);
    expect(coming({ nextDueAt: at('10:00') }, ['09:10', '10:00', '10:30']).times).toEqual(['10:00']);
  });

  it('say where there are more than were asked for', () => {
    const planned = { nextDueAt: at('10:00') };
    expect(coming(planned, ['09:10', '09:10', '12:30'], 2)).toEqual({ times: ['10:00', '11:00'], isTruncated: true });
    expect(coming(planned, ['09:10', '09:10', '12:30'], 3)).toEqual({ times: ['10:00', '11:00', '12:00'], isTruncated: false });
    expect(coming(planned, ['09:10', '09:10', '12:30'], 1)).toEqual({ times: ['10:00'], isTruncated: true });
  });

  it.each([{ paused: true }, { everySeconds: null }])('are none of what is paused or by hand only: %o', (given) => {
    expect(coming({ ...given, nextDueAt: at('11:00') }, ['09:10', '09:10', '14:00']).times).toEqual([]);
  });
});

const cronOrSeconds = fc.oneof(
  fc.record({ everySeconds: fc.integer({ min: 60, max: 100_000 }), cron: fc.constant(null) }),
  fc.record({ everySeconds: fc.constant(null), cron: fc.constantFrom('*/20 * * * *', '30 2,9-17 * * *', '0 12 * * MON-FRI') }),
);

test.prop([
  cronOrSeconds,
  fc.option(fc.constant({ from: '08:00', until: '20:00' })),
  fc.double({ min: 0, max: 0.999, noNaN: true }),
])('the first is what the planner will plan, and each next what it will plan then', (given, window, phase) => {
  const schedule = hourly({ ...given, window });
  const now = at('09:10');
  const { moments } = comingMoments(schedule, { now, from: now, to: new Date('2026-06-08T00:00:00Z') }, phase, 10);
  let last: Date | null = now;
  for (const moment of moments) {
    last = nextDueAt(schedule, last, phase);
    expect(moment).toEqual(last);
    if (last === null) return;
  }
  const planned = comingMoments(
    { ...schedule, nextDueAt: moments[0] ?? null },
    { now, from: now, to: new Date('2026-06-08') },
    phase,
    10,
  );
  expect(planned.moments).toEqual(moments);
});
