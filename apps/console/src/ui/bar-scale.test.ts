import { describe, expect, it } from 'vitest';
import { nextBar, scaleTop } from './bar-scale.ts';

describe('bars', () => {
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
});
