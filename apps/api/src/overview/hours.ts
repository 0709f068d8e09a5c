import { type BranchHours, type Database, failuresByHour, importedByHour } from '@branch-sync/db';
import { codesOfSeverity } from '@branch-sync/sync';
import { onceInAWhile } from '../once-in-a-while.ts';

/** How many there were in each hour, by branch. */
type HoursByBranch = ReadonlyMap<string, BranchHours['byHour']>;

/** What came in and what failed in the last hours, the running one included. */
export interface LastHours {
  /** When the first of them begins: a whole hour of UTC. */
  readonly from: Date;
  readonly imported: HoursByBranch;
  readonly failures: HoursByBranch;
}

const hourMs = 3_600_000;
export const hoursTold = 24;

/** Counts what came in and what failed; of a large fleet not before twenty times has passed what that took. */
export function createHours(db: Database, now: () => Date): () => Promise<LastHours> {
  const butOf = codesOfSeverity('info');
  const read = async (at: Date): Promise<LastHours> => {
    const from = new Date((Math.floor(at.getTime() / hourMs) - hoursTold + 1) * hourMs);
    return {
      from,
      imported: byBranch(await importedByHour(db, from)),
      failures: byBranch(await failuresByHour(db, from, butOf)),
    };
  };
  const hours = onceInAWhile<void, LastHours>({ keptMs: 3_000, timesItsCost: 20, now, make: read });
  return () => hours();
}

function byBranch(rows: readonly BranchHours[]): HoursByBranch {
  return new Map(rows.map(({ branchId, byHour }) => [branchId, byHour]));
}
