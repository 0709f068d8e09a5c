import type { Order } from '@branch-sync/contract';
import type { ListedOrder } from '@branch-sync/db';
import { fixInGeneral } from '@branch-sync/sync';
import { momentOrNull } from './moment.ts';
import type { OpenInCentral } from './open-in-central.ts';

/** A ledger row as the contract has it. */
export function orderAnswer({ order, branchCode }: ListedOrder, openInCentral: OpenInCentral): Order {
  const { branchId: _branch, identity: _identity, orderedAt, centralSeenAt, createdAt, updatedAt, payments, ...shown } = order;
  return {
    ...shown,
    branchCode,
    centralUrl: order.centralState === 'deleted' ? null : openInCentral(order.centralId),
    flagFix: order.flag === null ? null : fixInGeneral(order.flag),
    payments: [...payments],
    orderedAt: orderedAt.toISOString(),
    centralSeenAt: momentOrNull(centralSeenAt),
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}
