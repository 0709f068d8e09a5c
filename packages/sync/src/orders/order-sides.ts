import { type Branch, findOpenCircuit, type Order } from '@branch-sync/db';
import { type Look, lookInBranch, lookInCentral } from '../connections/look.ts';
import type { ConnectionDeps } from '../connections/open-connection.ts';
import { dateToMoment } from '../receive/odoo-moment.ts';
import { branchInWords } from '../receive/order-words.ts';
import { type BranchSide, readBranchSide } from './branch-side.ts';
import { type CentralSide, readCentralSide } from './central-side.ts';

/** A side, or in words why it cannot be looked at. */
export type Seen<Side> = Side | { readonly unseen: string };

/** One order as both Odoos have it now. */
export interface OrderSides {
  readonly branch: Seen<BranchSide>;
  /** Null: no Sales Order was made of it. */
  readonly central: Seen<CentralSide> | null;
}

/** Looks at an order on both sides at once, within `signal`. A side that is known to be offline is not called. */
export async function lookAtBothSides(
  deps: ConnectionDeps,
  branch: Branch,
  order: Order,
  signal: AbortSignal,
): Promise<OrderSides> {
  const { centralId } = order;
  const [ofBranch, ofCentral] = await Promise.all([
    offlineOr(
      deps,
      branch,
      () => lookInBranch(deps, branch, (client) => readBranchSide(client, order, signal)),
      `${branchInWords(branch)} has this order no longer.`,
    ),
    centralId === null
      ? null
      : offlineOr(
          deps,
          'central',
          () => lookInCentral(deps, (client) => readCentralSide(client, centralId, signal)),
          'Central has this Sales Order no longer, or our user may not see it.',
        ),
  ]);
  return { branch: ofBranch, central: ofCentral };
}

async function offlineOr<Side>(
  { db }: ConnectionDeps,
  place: Branch | 'central',
  look: () => Promise<Look<Side | null>>,
  gone: string,
): Promise<Seen<Side>> {
  const open = await findOpenCircuit(db, place === 'central' ? place : { branchId: place.id });
  if (open !== null) {
    const name = place === 'central' ? 'Central' : branchInWords(place);
    return { unseen: `${name} is offline: it has not answered since ${dateToMoment(open.since).slice(0, 16)} UTC.` };
  }
  const looked = await look();
  if ('unseen' in looked) return { unseen: looked.unseen };
  return looked.seen ?? { unseen: gone };
}
