import { expect, it } from 'vitest';
import { figureLines } from '../figures.ts';
import { plannerFigures } from './planner-figures.ts';

const measure = {
  lagsMs: [5, 1, 90, 3],
  madeLagsMs: [-900, -250, -700, -400],
  ticks: [12.5, 80, 20].map((ms) => ({ ms, made: 2 })),
};

it('prints lag, ticks and runs of a measurement', () => {
  expect(figureLines(plannerFigures(measure))).toEqual([
    'planner.lag_p50_ms: 3.0',
    'planner.lag_p99_ms: 90.0',
    'planner.lag_max_ms: 90.0',
    'planner.made_lag_p99_ms: -250.0',
    'planner.tick_ms_p50: 20.0',
    'planner.tick_ms_p99: 80.0',
    'planner.runs_made: 4',
  ]);
});

it('tells measurements apart by a prefix', () => {
  expect(plannerFigures(measure, 'postgres_').map(([name]) => name)).toContain('planner.postgres_lag_p99_ms');
});
