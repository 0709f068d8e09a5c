import { describe, expect, it } from 'vitest';
import { everyOf, scheduleSentence } from './schedule.ts';

const none = { everySeconds: null, cron: null, window: null, paused: false };
const zone = 'Europe/Brussels';

describe('everyOf', () => {
  it.each([
    [900, { count: 15, unit: 'minutes' }],
    [90, { count: 90, unit: 'seconds' }],
    [7_200, { count: 2, unit: 'hours' }],
    [86_400, { count: 1, unit: 'days' }],
  ])('of %d seconds', (seconds, every) => {
    expect(everyOf(seconds)).toEqual(every);
  });
});

describe('scheduleSentence', () => {
  it('says an interval with its part of the day and its zone', () => {
    const schedule = { ...none, everySeconds: 900, window: { from: '08:00', until: '22:00' } };
    expect(scheduleSentence(schedule, zone, null, null)).toBe('Every 15 minutes from 08:00 to 22:00, Europe/Brussels');
  });

  it('says when a part of the day ends on the next one', () => {
    const schedule = { ...none, everySeconds: 3_600, window: { from: '22:00', until: '04:00' } };
    expect(scheduleSentence(schedule, zone, null, null)).toBe('Every hour from 22:00 to 04:00 the next day, Europe/Brussels');
  });

  it('says cron in words, and by its pattern until they are there', () => {
    const schedule = { ...none, cron: '12 3 * * *' };
    expect(scheduleSentence(schedule, zone, 'At 03:12', null)).toBe('At 03:12, Europe/Brussels');
    expect(scheduleSentence(schedule, zone, null, null)).toBe('By cron 12 3 * * *, Europe/Brussels');
  });

  it('keeps the part of the day apart from what cron says', () => {
    const schedule = { ...none, cron: '12 * * * *', window: { from: '08:00', until: '22:00' } };
    expect(scheduleSentence(schedule, zone, 'At 12 minutes past the hour', null)).toBe(
      'At 12 minutes past the hour, only from 08:00 to 22:00, Europe/Brussels',
    );
  });

  it('says a start that is to come, and that it is paused', () => {
    const schedule = { ...none, everySeconds: 60, paused: true };
    expect(scheduleSentence(schedule, zone, null, 'Mon 3 Mar, 08:00')).toBe(
      'Paused; else every minute, beginning Mon 3 Mar, 08:00, Europe/Brussels',
    );
  });

  it('needs no zone where nothing is planned', () => {
    expect(scheduleSentence(none, zone, null, null)).toBe('By hand only');
  });
});
