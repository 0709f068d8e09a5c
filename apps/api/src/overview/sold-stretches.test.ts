import { describe, expect, it } from 'vitest';
import { soldStretches } from './sold-stretches.ts';

function stretches(timezone: string, now: string) {
  const { today, weekBefore } = soldStretches(timezone, new Date(now));
  const text = ({ from, to }: { from: Date; to: Date }) => `${from.toISOString()} ${to.toISOString()}`.replaceAll(':00.000Z', '');
  return [text(today), text(weekBefore)];
}

describe('the day so far, and the same of a week ago', () => {
  it.each([
    ['UTC', '2026-11-20T10:30:00Z', '2026-11-20T00:00 2026-11-20T10:30', '2026-11-13T00:00 2026-11-13T10:30'],
    ['Asia/Kolkata', '2026-11-20T20:00:00Z', '2026-11-20T18:30 2026-11-20T20:00', '2026-11-13T18:30 2026-11-13T20:00'],
    ['America/New_York', '2026-11-20T03:00:00Z', '2026-11-19T05:00 2026-11-20T03:00', '2026-11-12T05:00 2026-11-13T03:00'],
    // At midnight it has no length.
    ['Europe/Brussels', '2026-11-19T23:00:00Z', '2026-11-19T23:00 2026-11-19T23:00', '2026-11-12T23:00 2026-11-12T23:00'],
    // The clocks went back at three: noon is thirteen hours after midnight, a week ago it was twelve.
    ['Europe/Brussels', '2026-10-25T11:00:00Z', '2026-10-24T22:00 2026-10-25T11:00', '2026-10-17T22:00 2026-10-18T10:00'],
    // And a week later the other way round.
    ['Europe/Brussels', '2026-11-01T11:00:00Z', '2026-10-31T23:00 2026-11-01T11:00', '2026-10-24T22:00 2026-10-25T11:00'],
    // They went forward at two: noon is eleven hours after midnight.
    ['Europe/Brussels', '2026-03-29T10:00:00Z', '2026-03-28T23:00 2026-03-29T10:00', '2026-03-21T23:00 2026-03-22T11:00'],
    // In Cairo they go forward at midnight: the day begins at one.
    ['Africa/Cairo', '2026-04-24T09:00:00Z', '2026-04-23T22:00 2026-04-24T09:00', '2026-04-16T22:00 2026-04-17T10:00'],
  ])('in %s at %s', (timezone, now, today, weekBefore) => {
    expect(stretches(timezone, now)).toEqual([today, weekBefore]);
  });

  it('is an hour off at most where the clock was set forward over its end', () => {
    const [, weekBefore] = stretches('Europe/Brussels', '2026-04-05T00:30:00Z');
    expect(['2026-03-28T23:00 2026-03-29T00:30', '2026-03-28T23:00 2026-03-29T01:30']).toContain(weekBefore);
  });
});
