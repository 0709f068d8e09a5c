import { expect, it } from 'vitest';
import { figureLines } from '../figures.ts';
import { pushFigures } from './push-figures.ts';

it('prints every figure as `name: number`, the ratio above one where push is the better', () => {
  const pushes = {
    products: 20_000,
    all: { wallMs: 200_000, calls: 300, branchCalls: 160, writes: 40 },
    unchanged: { wallMs: 2_000, calls: 12, branchCalls: 6, writes: 0 },
    unchangedLookedInto: { wallMs: 20_000, calls: 120, branchCalls: 60, writes: 1 },
    fewChanged: { wallMs: 10_000, calls: 20, branchCalls: 10, writes: 2 },
  };
  expect(figureLines(pushFigures(pushes, { products: 500, wallMs: 20_000 }))).toEqual([
    'push.records_per_s: 100.0',
    'push.records_per_s_changed_5_percent: 2000.0',
    'push.records_per_s_changed_0_percent: 10000.0',
    'push.calls_per_10000: 150.0',
    'push.branch_calls_per_10000: 80.0',
    'push.calls_changed_5_percent: 20',
    'push.calls_changed_0_percent: 12',
    'push.writes_changed_5_percent: 2',
    'push.unchanged_writes: 1',
    'push.naive_records_per_s: 25.0',
    'push.speed_ratio_to_naive: 4.00',
  ]);
});
