import { describe, expect, it } from 'vitest';
import { quietUntil } from './quiet-hours.ts';

const nights = { quietFrom: '22:00', quietUntil: '07:00', ignoresQuiet: false, severity: 'warning' } as const;
const brussels = 'Europe/Brussels';
const end = (rule: Parameters<typeof quietUntil>[0], zone: string, at: string) =>
  quietUntil(rule, zone, new Date(at))?.toISOString() ?? null;

describe('quiet hours', () => {
  it('are of the zone: the same moment is night in one and day in another', () => {
    expect(end(nights, brussels, '2026-11-20T21:30:00Z')).toBe('2026-11-21T06:00:00.000Z');
    expect(end(nights, 'America/New_York', '2026-11-20T21:30:00Z')).toBeNull();
    expect(end(nights, 'Asia/Kolkata', '2026-11-20T21:30:00Z')).toBe('2026-11-21T01:30:00.000Z');
  });

  it('have their first minute inside, and their last outside', () => {
    expect(end(nights, 'UTC', '2026-11-20T21:59:59Z')).toBeNull();
    expect(end(nights, 'UTC', '2026-11-20T22:00:00Z')).toBe('2026-11-21T07:00:00.000Z');
    expect(end(nights, 'UTC', '2026-11-21T06:59:59Z')).toBe('2026-11-21T07:00:00.000Z');
    expect(end(nights, 'UTC', '2026-11-21T07:00:00Z')).toBeNull();
  });

  it('end by the clock on the wall when the night is an hour shorter or longer', () => {
    expect(end(nights, brussels, '2026-03-28T22:00:00Z')).toBe('2026-03-29T05:00:00.000Z');
    expect(end(nights, brussels, '2026-10-24T21:00:00Z')).toBe('2026-10-25T06:00:00.000Z');
  });

  it('end right after the gap where a spring day leaves their end out', () => {
    const untilHalfPastTwo = { ...nights, quietUntil: '02:30' };
    expect(end(untilHalfPastTwo, brussels, '2026-03-29T00:30:00Z')).toBe('2026-03-29T01:00:00.000Z');
  });

  it('are quiet both times in an hour that an autumn day has twice', () => {
    const untilHalfPastTwo = { ...nights, quietUntil: '03:00' };
    expect(end(untilHalfPastTwo, brussels, '2026-10-25T00:15:00Z')).toBe('2026-10-25T02:00:00.000Z');
    expect(end(untilHalfPastTwo, brussels, '2026-10-25T01:15:00Z')).toBe('2026-10-25T02:00:00.000Z');
  });

  it('hold what is critical back as well, unless the rule says that it may pass', () => {
    const critical = { ...nights, severity: 'critical' } as const;
    expect(end(critical, 'UTC', '2026-11-20T23:00:00Z')).toBe('2026-11-21T07:00:00.000Z');
    expect(end({ ...critical, ignoresQuiet: true }, 'UTC', '2026-11-20T23:00:00Z')).toBeNull();
    expect(end({ ...nights, ignoresQuiet: true }, 'UTC', '2026-11-20T23:00:00Z')).toBe('2026-11-21T07:00:00.000Z');
  });

  it('are none where the rule has none', () => {
    expect(end({ ...nights, quietFrom: null, quietUntil: null }, 'UTC', '2026-11-20T23:00:00Z')).toBeNull();
  });
});
