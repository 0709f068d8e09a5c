import type { OrderDetail, OrderSides } from '@branch-sync/contract';
import type { OrderSides as LookedAt, OrderEvent } from '@branch-sync/sync';
import { momentOrNull } from './moment.ts';

/** What happened to an order, as the contract has it. */
export function orderEventAnswer({ at, ...event }: OrderEvent): OrderDetail['history'][number] {
  return { ...event, at: at.toISOString() };
}

/** Both sides of an order as the contract has them. */
export function orderSidesAnswer({ branch, central }: LookedAt): OrderSides {
  return {
    branch: 'unseen' in branch ? branch : { ...sideAnswer(branch), payments: [...branch.payments] },
    central: central === null || 'unseen' in central ? central : { ...sideAnswer(central), note: central.note },
  };
}

type Side = Exclude<LookedAt['branch'] | LookedAt['central'], { readonly unseen: string } | null>;

function sideAnswer({ orderedAt, lines, ...side }: Side) {
  return {
    ...side,
    orderedAt: momentOrNull(orderedAt),
    lines: lines.map((line) => ({ ...line, taxes: [...line.taxes] })),
  };
}
