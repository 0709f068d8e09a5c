import { describe, expect, it } from 'vitest';
import { fromLocalText, toLocalText } from './zoned.ts';

describe('toLocalText', () => {
  it.each([
    ['2026-07-01T06:30:00Z', 'Europe/Brussels', '2026-07-01T08:30'],
    ['2026-01-01T00:15:00Z', 'America/Chicago', '2025-12-31T18:15'],
    ['2026-01-01T00:00:00Z', 'UTC', '2026-01-01T00:00'],
  ])('shows %s in %s', (at, zone, text) => {
    expect(toLocalText(at, zone)).toBe(text);
  });
});

describe('fromLocalText', () => {
  it.each([
    ['2026-07-01T08:30', 'Europe/Brussels', '2026-07-01T06:30:00.000Z'],
    ['2026-12-01T08:30', 'Europe/Brussels', '2026-12-01T07:30:00.000Z'],
    ['2026-12-31T18:15', 'America/Chicago', '2027-01-01T00:15:00.000Z'],
    ['2026-05-01T12:00', 'Asia/Kathmandu', '2026-05-01T06:15:00.000Z'],
  ])('reads %s in %s', (text, zone, at) => {
    expect(fromLocalText(text, zone)).toBe(at);
  });

  it('reads a time that is left out in spring as the one after it', () => {
    expect(fromLocalText('2026-03-29T02:30', 'Europe/Brussels')).toBe('2026-03-29T01:30:00.000Z');
  });

  it('reads a time that comes twice in autumn as the first of them', () => {
    expect(fromLocalText('2026-10-25T02:30', 'Europe/Brussels')).toBe('2026-10-25T00:30:00.000Z');
  });

  it('reads times right after the clocks were changed', () => {
    expect(fromLocalText('2026-03-29T03:00', 'Europe/Brussels')).toBe('2026-03-29T01:00:00.000Z');
    expect(fromLocalText('2026-10-25T03:00', 'Europe/Brussels')).toBe('2026-10-25T02:00:00.000Z');
  });

  it.each(['', '2026-13-01T00:00', 'tomorrow', '2026-07-01'])('takes no %j', (text) => {
    expect(fromLocalText(text, 'UTC')).toBeNull();
  });
});
