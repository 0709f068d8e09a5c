import type { BranchState, OverviewBranch } from '@branch-sync/contract';
import type { ActiveRuns, BranchStand, LastReceives } from '@branch-sync/db';
import { momentOrNull } from '../answers/moment.ts';

/** What a branch has sold, as answers tell it. */
export type Sales = OverviewBranch['today'];

/** All that is known of a branch at a moment. */
export interface BranchFacts {
  readonly stand: BranchStand;
  readonly last: LastReceives['last'];
  /** When the last receive began that looked at all there was; null: none has. */
  readonly knownUntil: Date | null;
  /** Since when a receive is overdue; null: none is. */
  readonly behindSince: Date | null;
  readonly active: ActiveRuns | undefined;
  readonly today: Sales;
  readonly weekBefore: Sales;
  readonly openFailures: number;
}

/** A branch as the overview tells it. */
export function branchRow(facts: BranchFacts, at: Date): OverviewBranch {
  const { stand, last, knownUntil, active, today, weekBefore, openFailures } = facts;
  const { code, name, timezone, receive, offline } = stand;
  const state = stateOf(facts);
  return {
    code,
    name,
    timezone,
    state,
    since: momentOrNull(sinceWhen(state, facts)),
    nextTryAt: momentOrNull(state === 'offline' && offline !== null ? offline.nextTryAt : null),
    nextDueAt: receive.paused ? null : momentOrNull(receive.nextDueAt),
    activeRun: active?.first ?? null,
    lastReceive: last === null ? null : { runId: last.runId, status: last.status, finishedAt: last.finishedAt.toISOString() },
    lagSeconds: knownUntil === null ? null : Math.max(0, Math.floor((at.getTime() - knownUntil.getTime()) / 1000)),
    today,
    weekBefore,
    openFailures,
  };
}

/** The first of the states that holds, in the contract's order. What has never been received is no more than that: nobody can say since when it is behind. */
function stateOf({ stand, knownUntil, behindSince, active }: BranchFacts): BranchState {
  if (stand.receive.paused) return 'paused';
  if (stand.offline !== null) return 'offline';
  if (behindSince !== null) return 'behind';
  if (knownUntil === null) return 'never_run';
  return active?.hasQueuedReceive ? 'waiting' : 'healthy';
}

function sinceWhen(state: BranchState, { stand, behindSince }: BranchFacts): Date | null {
  if (state === 'offline') return stand.offline?.since ?? null;
  return state === 'behind' ? behindSince : null;
}
