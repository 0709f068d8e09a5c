import type { Figure } from '../figures.ts';
import type { NaivePush } from './naive-push.ts';
import type { Pushes, PushSpeed } from './push-speed.ts';

/** What is printed of it; the ratio is above one where push is the better. */
export function pushFigures(pushes: Pushes, naive: NaivePush): Figure[] {
  const { products, all, unchanged, unchangedLookedInto, fewChanged } = pushes;
  const perSecond = ({ wallMs }: Pick<PushSpeed, 'wallMs'>, records = products) => records / (wallMs / 1000);
  const per10000 = (calls: number) => calls / (products / 10_000);
  const naivePerSecond = perSecond(naive, naive.products);
  return [
    ['push.records_per_s', perSecond(all), 1],
    ['push.records_per_s_changed_5_percent', perSecond(fewChanged), 1],
    ['push.records_per_s_changed_0_percent', perSecond(unchanged), 1],
    ['push.calls_per_10000', per10000(all.calls), 1],
    ['push.branch_calls_per_10000', per10000(all.branchCalls), 1],
    ['push.calls_changed_5_percent', fewChanged.calls, 0],
    ['push.calls_changed_0_percent', unchanged.calls, 0],
    ['push.writes_changed_5_percent', fewChanged.writes, 0],
    ['push.unchanged_writes', unchanged.writes + unchangedLookedInto.writes, 0],
    ['push.naive_records_per_s', naivePerSecond, 1],
    ['push.speed_ratio_to_naive', perSecond(all) / naivePerSecond, 2],
  ];
}
