import type { Figure } from '../figures.ts';
import { percentile } from '../percentile.ts';
import type { PlannerMeasure } from './measure-planner.ts';

/** What is printed of one measurement; the prefix tells it from others. */
export function plannerFigures({ lagsMs, madeLagsMs, ticks }: PlannerMeasure, prefix = ''): Figure[] {
  const tickMs = ticks.map(({ ms }) => ms);
  return [
    [`planner.${prefix}lag_p50_ms`, percentile(lagsMs, 50), 1],
    [`planner.${prefix}lag_p99_ms`, percentile(lagsMs, 99), 1],
    [`planner.${prefix}lag_max_ms`, percentile(lagsMs, 100), 1],
    [`planner.${prefix}made_lag_p99_ms`, percentile(madeLagsMs, 99), 1],
    [`planner.${prefix}tick_ms_p50`, percentile(tickMs, 50), 1],
    [`planner.${prefix}tick_ms_p99`, percentile(tickMs, 99), 1],
    [`planner.${prefix}runs_made`, lagsMs.length, 0],
  ];
}
