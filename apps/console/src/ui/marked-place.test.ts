import { describe, expect, it } from 'vitest';
import { indexOf, placeAt } from './marked-place.ts';

describe('the marked one of a list', () => {
  it('stays the same one wherever it has moved to', () => {
    expect(indexOf(['new', 'a', 'b'], { key: 'b', index: 1 })).toBe(2);
  });

  it('is the one that came in its place where it is gone', () => {
    expect(indexOf(['a', 'c'], { key: 'b', index: 1 })).toBe(1);
    expect(indexOf(['a', 'b'], { key: 'c', index: 2 })).toBe(1);
  });

  it('is none before anybody has moved, and in a list of nothing', () => {
    expect(indexOf(['a'], null)).toBeNull();
    expect(indexOf([], { key: 'a', index: 0 })).toBeNull();
  });

  it('does not leave the list at its ends', () => {
    expect(placeAt(['a', 'b'], 2)).toEqual({ key: 'b', index: 1 });
    expect(placeAt(['a', 'b'], -1)).toEqual({ key: 'a', index: 0 });
    expect(placeAt([], 0)).toBeNull();
  });
});
