import type { LedgerOrder } from '@branch-sync/db';
import { stateInWords } from '../central/state-in-words.ts';
import { moneyInWords } from '../money.ts';
import type { Stray } from './find-strays.ts';
import type { CentralOrder } from './follow-orders.ts';
import type { SoldOrder } from './sold-orders.ts';

const money = (amount: string | null, currency: string | null) =>
  amount === null ? 'an unknown sum' : moneyInWords(Number(amount), currency ?? '').trim();
const nameOf = ({ centralName, centralId }: LedgerOrder) => centralName ?? `Sales Order ${centralId ?? '?'}`;

/** The texts of findings: what is the matter with which order, and what to do. */
export const findingWords = {
  notThere: ({ posReference, total, currency }: SoldOrder) =>
    `${posReference} over ${money(total, currency)} was sold, and receive has passed it by. Receive what is missing of this day.`,
  failed: ({ posReference, total, currency }: SoldOrder, failure: { readonly message: string } | undefined) =>
    `${posReference} over ${money(total, currency)} could not come in: ${failure?.message ?? 'why is no longer known; receive it again.'}`,
  changedAtTill: ({ posReference, posTotal, currency }: LedgerOrder, { total }: SoldOrder) =>
    `The till has ${money(total, currency)} for ${posReference} by now; it was ${money(posTotal, currency)} when it came in. Correct the Sales Order by hand if that is meant.`,
  paidOtherwise: ({ posReference }: LedgerOrder) =>
    `${posReference} is paid in another way at the till by now than it was when it came in.`,
  changedInCentral: (order: LedgerOrder, { state, total }: CentralOrder) =>
    `Somebody has changed ${nameOf(order)} in central (${stateInWords[state]}): it is ${money(total, order.currency)}, and was ${money(order.centralTotal, order.currency)} when ${order.posReference} came in.`,
  notSold: (order: LedgerOrder) =>
    `${nameOf(order)} is of ${order.posReference} over ${money(order.posTotal, order.currency)}, which the branch no longer has as sold. Cancel it in central if that is right.`,
  cancelled: (order: LedgerOrder) =>
    `${nameOf(order)} of ${order.posReference} over ${money(order.posTotal, order.currency)} was cancelled in central.`,
  deleted: (order: LedgerOrder) =>
    `${nameOf(order)} of ${order.posReference} over ${money(order.posTotal, order.currency)} was deleted in central. It is not brought in again unless you ask: receive it with "reimport".`,
  doubled: ({ name, centralId }: Stray, entry: LedgerOrder) =>
    `${name ?? `Sales Order ${centralId}`} repeats ${entry.posReference}, which is in central as ${nameOf(entry)}. Cancel the one that was made by hand.`,
  madeByHand: ({ name, centralId }: Stray, { posReference }: SoldOrder) =>
    `${name ?? `Sales Order ${centralId}`} was made by hand for ${posReference}, which has not come in: once it does, central has it twice. Cancel the one made by hand.`,
  ofNoOrder: ({ name, centralId }: Stray) =>
    `${name ?? `Sales Order ${centralId}`} says that it is of this branch, but the branch has sold no such order.`,
} as const;
