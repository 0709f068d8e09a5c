import { describe, expect, it } from 'vitest';
import { allHours, hourTold, nextBar, scaleTop } from './hours.ts';

describe('the bars of the last hours', () => {
  it.each([
    [0, 1],
    [1, 1],
    [3, 5],
    [10, 10],
    [11, 20],
    [178, 200],
    [501, 1_000],
  ])('stand on a round scale: up to %i on %i', (highest, top) => {
    expect(scaleTop(highest)).toBe(top);
  });

  it('are walked through by arrow keys, and stop at the ends', () => {
    expect(nextBar('ArrowRight', 5, 24)).toBe(6);
    expect(nextBar('ArrowLeft', 0, 24)).toBe(0);
    expect(nextBar('ArrowRight', 23, 24)).toBe(23);
    expect(nextBar('Home', 5, 24)).toBe(0);
    expect(nextBar('End', 5, 24)).toBe(23);
    expect(nextBar('Tab', 5, 24)).toBeNull();
  });

  it('tell what they show', () => {
    const hours = [
      { from: '2026-11-20T10:00:00.000Z', imported: 1, failures: 0 },
      { from: '2026-11-20T11:00:00.000Z', imported: 2, failures: 1 },
    ];
    expect(hourTold({ imported: 1, failures: 0 })).toBe('1 order in, 0 new failures');
    expect(allHours(hours)).toEqual({ imported: 3, failures: 1 });
  });
});
