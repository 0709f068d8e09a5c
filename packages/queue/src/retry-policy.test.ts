import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { retryDelayMs, retryPolicy } from './retry-policy.ts';

describe('retryDelayMs', () => {
  it('doubles from the first delay', () => {
    expect([1, 2, 3].map((attempt) => retryDelayMs(attempt, () => 0))).toEqual([5_000, 10_000, 20_000]);
  });

  test.prop([fc.integer({ min: 0, max: 500 }), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })])(
    'never exceeds the cap, nor falls under half the first delay',
    (attempt, chance) => {
      const delay = retryDelayMs(attempt, () => chance);
      expect(delay).toBeLessThanOrEqual(retryPolicy.maxDelayMs);
      expect(delay).toBeGreaterThanOrEqual(retryPolicy.firstDelayMs * (1 - retryPolicy.jitter));
    },
  );
});
