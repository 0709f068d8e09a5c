import { expect, it } from 'vitest';
import { pauseAfter, triesAtMost } from './backoff.ts';

it('waits three times as long after each try in vain, four hours at most', () => {
  const pauses = Array.from({ length: triesAtMost - 1 }, (_, index) => pauseAfter(index + 1, () => 0) / 1000);
  expect(pauses).toEqual([10, 30, 90, 270, 810, 2430, 7290, 14_400, 14_400]);
});

it('takes up to half of it off by chance, so that what failed together does not come back together', () => {
  expect(pauseAfter(2, () => 0.5)).toBe(22_500);
  expect(pauseAfter(2, () => 0.999_999)).toBe(15_000);
});
