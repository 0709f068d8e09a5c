import type { CursorMove, ReceiveCursor, ReceiveWindow } from '@branch-sync/db';
import { dateToMoment } from './odoo-moment.ts';
import type { OrderSelection } from './read-orders.ts';
import type { ReceiveContext } from './receive-context.ts';

/**
 * How far back each window reaches over the last one. An order's write_date is its transaction's start: one that commits
 * late appears behind a cursor that has passed it. The ledger drops what is read twice; reconcile finds what was later still.
 */
export const overlapMs = 60 * 60_000;

/** Odoo's Date header has whole seconds, and the answer was under way: the cursor stays this much behind the branch's clock. */
const clockUncertaintyMs = 2_000;

/** What one run reads, and how the branch's cursor moves with it. */
export interface RunWindow {
  readonly selection: OrderSelection;
  readonly afterId: number;
  /** What moves once all orders up to this id are recorded. */
  moveTo(lastId: number): WindowMove;
  /** What moves once the whole window is recorded. */
  moveThrough(): WindowMove;
}

/** The branch's cursor moves, or where the run has a selection of its own, the run's mark of how far it is. */
export interface WindowMove {
  readonly cursor: CursorMove | null;
  readonly resumeAfterId: number | null;
}

/** What of a run's context decides its window. */
type WindowContext = Pick<ReceiveContext, 'request' | 'resumeAfterId' | 'now'> & {
  readonly branchClient: Pick<ReceiveContext['branchClient'], 'clockOffsetMs'>;
};

/** The window of a run: the one it was asked for, else the one left open by a run that died, else a new one. */
export function openWindow(context: WindowContext, cursor: ReceiveCursor): RunWindow {
  const { since, orderIds } = context.request;
  if (orderIds !== undefined) return ownSelection({ writtenFrom: null, ids: orderIds }, context.resumeAfterId);
  if (since !== undefined) return ownSelection({ writtenFrom: dateToMoment(new Date(since)), ids: null }, context.resumeAfterId);
  return cursor.window === null ? newWindow(context, cursor.cursorAt) : continuedWindow(cursor.window);
}

/** A backfill or a retry looks where it was told, and leaves the cursor alone. */
function ownSelection(selection: OrderSelection, afterId: number): RunWindow {
  return {
    selection,
    afterId,
    moveTo: (lastId) => ({ cursor: null, resumeAfterId: lastId }),
    moveThrough: () => ({ cursor: null, resumeAfterId: null }),
  };
}

const cursorMove = (kind: CursorMove['kind'], window: ReceiveWindow): WindowMove => ({
  cursor: { kind, window },
  resumeAfterId: null,
});

function continuedWindow(window: ReceiveWindow): RunWindow {
  return {
    selection: { writtenFrom: window.from === null ? null : dateToMoment(window.from), ids: null },
    afterId: window.lastId,
    moveTo: (lastId) => cursorMove('within', { ...window, lastId }),
    moveThrough: () => cursorMove('through', window),
  };
}

function newWindow({ branchClient, now }: WindowContext, cursorAt: Date | null): RunWindow {
  const openedAt = now().getTime();
  // A branch whose clock ran ahead has left a cursor in the future: never start behind what can have been written.
  const from = cursorAt === null ? null : new Date(Math.min(cursorAt.getTime(), openedAt) - overlapMs);
  // The branch's clock is known from its first answer only, which has come by the time anything is recorded.
  const startedAt = () => new Date(openedAt + (branchClient.clockOffsetMs ?? 0) - clockUncertaintyMs);
  return {
    selection: { writtenFrom: from === null ? null : dateToMoment(from), ids: null },
    afterId: 0,
    moveTo: (lastId) => cursorMove('within', { from, startedAt: startedAt(), lastId }),
    moveThrough: () => cursorMove('through', { from, startedAt: startedAt(), lastId: 0 }),
  };
}
