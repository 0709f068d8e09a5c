import type { Order, OrderTrack, RunBrief, TrackedFailure } from '@branch-sync/db';
import { stateInWords } from '../central/state-in-words.ts';
import { moneyInWords } from '../money.ts';

/** Something that happened to an order, in words. */
export interface OrderEvent {
  readonly at: Date;
  readonly what: 'sold' | 'tried' | 'imported' | 'cured' | 'dismissed' | 'seen';
  readonly text: string;
  readonly run: RunBrief | null;
  readonly failure: Pick<TrackedFailure, 'id' | 'code' | 'status'> | null;
}

/** What happened to an order as far as it is kept, the first thing first. */
export function orderHistory(order: Order, track: OrderTrack): OrderEvent[] {
  const events = [
    happened(order.orderedAt, 'sold', `Sold at the till for ${amount(order, order.posTotal)}.`),
    ...track.failures.flatMap(ofFailure),
    ...ofLedger(order, track),
    ...ofReconcile(order, track),
  ];
  // What one transaction did has one moment: then it is told in this order.
  return events.toSorted((one, other) => one.at.getTime() - other.at.getTime());
}

function happened(at: Date, what: OrderEvent['what'], text: string, run: RunBrief | null = null): OrderEvent {
  return { at, what, text, run, failure: null };
}

/** Of several tries the first and the last are known. */
function ofFailure(tracked: TrackedFailure): OrderEvent[] {
  const { id, code, status, message, title, attempts, firstSeenAt, lastSeenAt, resolvedAt, dismissReason, run } = tracked;
  const isOnce = attempts === 1;
  const told = [happened(firstSeenAt, 'tried', message, isOnce ? run : null)];
  if (!isOnce) told.push(happened(lastSeenAt, 'tried', `Tried in vain ${attempts} times by now: ${title}.`, run));
  if (status === 'resolved' && resolvedAt !== null) told.push(happened(resolvedAt, 'cured', `No longer in the way: ${title}.`));
  if (status === 'dismissed' && resolvedAt !== null) {
    const why = dismissReason === null ? '' : ` “${dismissReason}”`;
    told.push(happened(resolvedAt, 'dismissed', `Dismissed: ${title}.${why}`));
  }
  return told.map((event) => ({ ...event, failure: { id, code, status } }));
}

function ofLedger(order: Order, { writtenBy }: OrderTrack): OrderEvent[] {
  const name = order.centralName ?? `Sales Order #${order.centralId}`;
  if (order.status === 'imported') {
    const total = order.centralTotal === null ? '' : ` for ${amount(order, order.centralTotal)}`;
    return [happened(order.updatedAt, 'imported', `Came in as ${name}${total}.`, writtenBy)];
  }
  if (order.status === 'failed') return [];
  const text = `Left as it is: another branch has brought it in before, as ${name}.`;
  return [happened(order.updatedAt, 'tried', text, writtenBy)];
}

function ofReconcile(order: Order, { seenBy, findings }: OrderTrack): OrderEvent[] {
  const found = findings.map(({ at, message, run }) => happened(at, 'seen', message, run));
  if (order.centralSeenAt === null || order.centralState === null) return found;
  return [happened(order.centralSeenAt, 'seen', `In central it is ${stateInWords[order.centralState]}.`, seenBy), ...found];
}

function amount({ currency }: Order, decimal: string): string {
  return moneyInWords(Number(decimal), currency);
}
