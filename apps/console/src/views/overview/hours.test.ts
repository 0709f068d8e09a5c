import { describe, expect, it } from 'vitest';
import { allHours, hourTold } from './hours.ts';

describe('the bars of the last hours', () => {
  it('tell what they show', () => {
    const hours = [
      { from: '2026-11-20T10:00:00.000Z', imported: 1, failures: 0 },
      { from: '2026-11-20T11:00:00.000Z', imported: 2, failures: 1 },
    ];
    expect(hourTold({ imported: 1, failures: 0 })).toBe('1 order in, 0 new failures');
    expect(allHours(hours)).toEqual({ imported: 3, failures: 1 });
  });
});
