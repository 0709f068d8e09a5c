import { expect, it } from 'vitest';
import { figureLines } from '../figures.ts';
import { fairnessFigures } from './fairness-figures.ts';

it('prints how late branches were while some hung, beside the calm before', () => {
  const calm = { lagsMs: [4, 8], runs: 2 };
  const strained = { lagsMs: [3, 9, 4_800], runs: 2 };
  expect(figureLines(fairnessFigures({ calm, strained }))).toEqual([
    'fairness.calm_lag_p50_ms: 4',
    'fairness.calm_lag_p99_ms: 8',
    'fairness.lag_p50_ms: 9',
    'fairness.lag_p99_ms: 4800',
    'fairness.lag_max_ms: 4800',
    'fairness.slots: 3',
    'fairness.runs: 2',
  ]);
});
