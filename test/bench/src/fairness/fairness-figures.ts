import type { Figure } from '../figures.ts';
import { percentile } from '../percentile.ts';
import type { FairnessMeasure } from './measure-fairness.ts';

/** What is printed of it. */
export function fairnessFigures({ calm, strained }: FairnessMeasure): Figure[] {
  return [
    ['fairness.calm_lag_p50_ms', percentile(calm.lagsMs, 50), 0],
    ['fairness.calm_lag_p99_ms', percentile(calm.lagsMs, 99), 0],
    ['fairness.lag_p50_ms', percentile(strained.lagsMs, 50), 0],
    ['fairness.lag_p99_ms', percentile(strained.lagsMs, 99), 0],
    ['fairness.lag_max_ms', percentile(strained.lagsMs, 100), 0],
    ['fairness.slots', strained.lagsMs.length, 0],
    ['fairness.runs', strained.runs, 0],
  ];
}
