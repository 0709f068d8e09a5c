import type { BranchState, OverviewBranch } from '@branch-sync/contract';

/** A branch with failures comes after those that nothing comes in from, and before those that are only quiet. */
const rank: Readonly<Record<BranchState, number>> = { offline: 0, behind: 1, never_run: 3, waiting: 4, healthy: 5, paused: 6 };
const rankOfFailures = 2;

const names = new Intl.Collator('en', { numeric: true });

/** Orders branches by who needs somebody most: offline, behind, failures (many first), never run, waiting, healthy, paused; among equals by name. */
export function mostUrgentFirst(one: OverviewBranch, other: OverviewBranch): number {
  const [rankOfOne, rankOfOther] = [rankOf(one), rankOf(other)];
  if (rankOfOne !== rankOfOther) return rankOfOne - rankOfOther;
  if (rankOfOne === rankOfFailures && one.openFailures !== other.openFailures) return other.openFailures - one.openFailures;
  return names.compare(one.name, other.name) || (one.code < other.code ? -1 : 1);
}

function rankOf({ state, openFailures }: OverviewBranch): number {
  return openFailures > 0 && state !== 'paused' ? Math.min(rank[state], rankOfFailures) : rank[state];
}
