import type { Overview } from '@branch-sync/contract';
import type { BranchScope } from '@branch-sync/db';
import type { ApiDeps } from '../api-deps.ts';
import { onceInAWhile } from '../once-in-a-while.ts';
import { narrow } from './narrow.ts';
import { createSnapshots, type Snapshot } from './snapshot.ts';

/** Whoever looks at the overview looks all day, and many do: they share what is asked of the database, which takes a tenth of the time at most. */
const [keptMs, timesItsCost] = [3_000, 10];

/** An overview, and the same in JSON: of a thousand branches that takes long enough to be written once for all. */
export interface WrittenOverview {
  readonly overview: Overview;
  readonly json: string;
}

/** Gives the overview of the branches that somebody may see. */
export type OverviewOf = (scope: BranchScope) => Promise<WrittenOverview>;

/** Tells how everything stands, to whoever asks of the branches that they may see; some seconds old at most. */
export function createOverview({ db, now }: Pick<ApiDeps, 'db' | 'now'>): OverviewOf {
  const takeSnapshot = createSnapshots(db, now);
  const latest = onceInAWhile<void, { readonly snapshot: Snapshot; readonly whole: WrittenOverview }>({
    keptMs,
    timesItsCost,
    now,
    make: async (at) => {
      const snapshot = await takeSnapshot(at);
      return { snapshot, whole: written(narrow(snapshot, null)) };
    },
  });
  return async (scope) => {
    const { snapshot, whole } = await latest();
    return scope === null ? whole : written(narrow(snapshot, scope));
  };
}

function written(overview: Overview): WrittenOverview {
  return { overview, json: JSON.stringify(overview) };
}
