import { describe, expect, it } from 'vitest';
import { placesOn } from './places-on.ts';

const now = Date.parse('2026-11-20T10:00:00Z');

describe('placesOn', () => {
  it('spreads moments from now to the last', () => {
    expect(placesOn(['2026-11-20T10:15:00Z', '2026-11-20T10:30:00Z', '2026-11-20T11:00:00Z'], now)).toEqual([0.25, 0.5, 1]);
  });

  it('keeps what is over at now', () => {
    expect(placesOn(['2026-11-20T09:59:00Z', '2026-11-20T10:10:00Z'], now)).toEqual([0, 1]);
    expect(placesOn(['2026-11-20T09:59:00Z'], now)).toEqual([0]);
  });

  it('has no places for no moments', () => {
    expect(placesOn([], now)).toEqual([]);
  });
});
