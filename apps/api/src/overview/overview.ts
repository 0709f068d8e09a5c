import type { Overview } from '@branch-sync/contract';
import type { BranchScope } from '@branch-sync/db';
import type { ApiDeps } from '../api-deps.ts';
import { createBehindWatch } from './behind.ts';
import { narrow } from './narrow.ts';
import { onceInAWhile } from './once-in-a-while.ts';
import { takeSnapshot } from './snapshot.ts';

/** Whoever looks at the overview looks all day, and many do: they share what is asked of the database. */
const snapshotMs = 3_000;

/** Tells how everything stands, to whoever asks of the branches that they may see; some seconds old at most. */
export function createOverview({ db, now }: Pick<ApiDeps, 'db' | 'now'>): (scope: BranchScope) => Promise<Overview> {
  const behind = createBehindWatch(db);
  const snapshot = onceInAWhile(snapshotMs, now, (at) => takeSnapshot(db, behind, at));
  return async (scope) => narrow(await snapshot(), scope);
}
