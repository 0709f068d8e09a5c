import { type BranchStand, type Database, type SalesAsk, salesOf } from '@branch-sync/db';
import { onceInAWhile } from '../once-in-a-while.ts';
import type { Sales } from './branch-row.ts';
import { type SoldStretches, soldStretches } from './sold-stretches.ts';
import { salesByBranch } from './sums.ts';

/** What branches have sold; of one that has sold nothing there is none. */
type SoldByBranch = ReadonlyMap<string, Sales>;

export interface Sold {
  readonly today: (stands: readonly BranchStand[]) => Promise<SoldByBranch>;
  readonly weekBefore: (stands: readonly BranchStand[]) => Promise<SoldByBranch>;
}

/** A small fleet's are as new as all else. The sums over a day of a large one are not made again before twenty times has passed what that took. */
const [keptMs, timesItsCost] = [3_000, 20];
/** A week ago little happens any more. */
const timesItsCostOfOld = 60;

/** Sums up what branches have sold, of their own day. */
export function createSold(db: Database, now: () => Date): Sold {
  const sold = (which: keyof SoldStretches, timesItsCost: number) =>
    onceInAWhile({
      keptMs,
      timesItsCost,
      now,
      make: async (at, stands: readonly BranchStand[]) => salesByBranch(await salesOf(db, askedOf(stands, at, which))),
    });
  return { today: sold('today', timesItsCost), weekBefore: sold('weekBefore', timesItsCostOfOld) };
}

function askedOf(stands: readonly BranchStand[], at: Date, which: keyof SoldStretches): SalesAsk[] {
  const byZone = new Map<string, SoldStretches>();
  return stands.map(({ id, timezone }) => {
    const stretches = byZone.get(timezone) ?? soldStretches(timezone, at);
    byZone.set(timezone, stretches);
    return { branchId: id, ...stretches[which] };
  });
}
