import { type Branch, countSettledSince, receivePace } from '@branch-sync/db';
import { type Look, lookInBranch } from '../connections/look.ts';
import type { ConnectionDeps } from '../connections/open-connection.ts';
import { dateToMoment } from './odoo-moment.ts';
import { countOrders } from './read-orders.ts';

/** What an import of everything since a moment would have to do. */
export interface ReceiveEstimate {
  /** Sold orders that the branch has changed since then. */
  readonly orders: number;
  /** About how many of them are in: sold since then, by the ledger. */
  readonly alreadyThere: number;
  /** Null: nobody has imported anything yet. */
  readonly seconds: number | null;
}

/** Estimates an import since a moment: one call to the branch, within `signal`, and the pace of imports before. */
export async function estimateReceive(
  deps: ConnectionDeps,
  branch: Branch,
  since: Date,
  signal: AbortSignal,
): Promise<Look<ReceiveEstimate>> {
  return lookInBranch(deps, branch, async (branchClient) => {
    const [orders, settled, pace] = await Promise.all([
      countOrders({ branchClient, signal }, { writtenFrom: dateToMoment(since), ids: null }, 0),
      countSettledSince(deps.db, branch.id, since),
      receivePace(deps.db, branch.id),
    ]);
    // What was sold since then and is sold no longer is in the ledger all the same.
    const alreadyThere = Math.min(settled, orders);
    return { orders, alreadyThere, seconds: pace === null ? null : Math.ceil((orders - alreadyThere) / pace) };
  });
}
