import { fc, it as prop } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { toSecondsText } from './datetime.ts';
import { fromZone, isTimeZone, toZone } from './time-zone.ts';

describe('wall clock and UTC', () => {
  it.each([
    ['2026-11-20 10:00:00', 'Europe/Brussels', '2026-11-20 09:00:00'],
    ['2026-07-20 10:00:00', 'Europe/Brussels', '2026-07-20 08:00:00'],
    ['2026-10-25 12:00:00', 'Europe/Brussels', '2026-10-25 11:00:00'],
    ['2026-03-29 03:30:00', 'Europe/Brussels', '2026-03-29 01:30:00'],
    ['2026-01-01 00:30:00', 'Asia/Kolkata', '2025-12-31 19:00:00'],
    ['2026-01-01 00:30:00', 'UTC', '2026-01-01 00:30:00'],
  ])('%s in %s is %s UTC, and back', (wall, zone, utc) => {
    expect([fromZone(wall, zone), toZone(utc, zone)]).toEqual([utc, wall]);
  });

  const moment = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true }).map(toSecondsText);
  prop.prop([moment, fc.constantFrom('Asia/Tokyo', 'America/Phoenix', 'Asia/Kathmandu', 'UTC')])(
    'there and back is where it began, in zones that never change their clocks',
    (text, zone) => {
      expect(fromZone(toZone(text, zone), zone)).toBe(text);
    },
  );

  it('knows which zones there are', () => {
    expect(['Europe/Brussels', 'Nowhere/Land'].map(isTimeZone)).toEqual([true, false]);
  });
});
