import { eq } from 'drizzle-orm';
import type { Database, Transaction } from '../connect.ts';
import { receiveCursors } from '../schema/branches.ts';

/** A window of a branch's orders that is being read: `write_date >= from` (null: since ever), ids up to `lastId` done. */
export interface ReceiveWindow {
  readonly from: Date | null;
  /** The branch's clock when the window was opened: where the cursor goes once the window is through. */
  readonly startedAt: Date;
  readonly lastId: number;
}

export interface ReceiveCursor {
  readonly cursorAt: Date | null;
  readonly window: ReceiveWindow | null;
}

/** Where receive stands in a branch. */
export async function readReceiveCursor(db: Database, branchId: string): Promise<ReceiveCursor> {
  const [row] = await db.select().from(receiveCursors).where(eq(receiveCursors.branchId, branchId));
  if (row === undefined) return { cursorAt: null, window: null };
  const { windowStartedAt: startedAt, windowLastId: lastId } = row;
  const window = startedAt === null || lastId === null ? null : { from: row.windowFrom, startedAt, lastId };
  return { cursorAt: row.cursorAt, window };
}

/** How far the cursor moves with a commit: on inside its window, or to the window's start because it is through. */
export type CursorMove =
  | { readonly kind: 'within'; readonly window: ReceiveWindow }
  | { readonly kind: 'through'; readonly window: ReceiveWindow };

/** Writes the cursor's move; part of the outcome's transaction, so that it never passes what was not recorded. */
export async function moveReceiveCursor(tx: Transaction, branchId: string, move: CursorMove): Promise<void> {
  const { window } = move;
  const columns =
    move.kind === 'through'
      ? { cursorAt: window.startedAt, windowFrom: null, windowStartedAt: null, windowLastId: null }
      : { windowFrom: window.from, windowStartedAt: window.startedAt, windowLastId: window.lastId };
  await tx
    .insert(receiveCursors)
    .values({ branchId, ...columns })
    .onConflictDoUpdate({ target: receiveCursors.branchId, set: columns });
}
