import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '../../connect.ts';
import { branches, receiveCursors, schedules } from '../../schema/branches.ts';
import { circuits } from '../../schema/circuits.ts';
import type { Schedule } from '../branches.ts';

/** What of a branch's row, and of those beside it, says how it stands. */
export interface BranchStand {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  /** IANA zone. */
  readonly timezone: string;
  /** When somebody last changed its settings. */
  readonly updatedAt: Date;
  readonly receive: Schedule;
  /** Null: it answers. */
  readonly offline: { readonly since: Date; readonly nextTryAt: Date | null } | null;
  /** The branch's own clock at the beginning of the last window that was read to its end; null: none yet. */
  readonly cursorAt: Date | null;
}

/** How all branches stand that are not archived, in no order. */
export async function listBranchStands(db: Database): Promise<BranchStand[]> {
  const found = await db
    .select({
      id: branches.id,
      code: branches.code,
      name: branches.name,
      timezone: branches.timezone,
      updatedAt: branches.updatedAt,
      receive: schedules,
      openSince: circuits.openSince,
      nextTryAt: circuits.nextTryAt,
      cursorAt: receiveCursors.cursorAt,
    })
    .from(branches)
    .innerJoin(schedules, and(eq(schedules.branchId, branches.id), eq(schedules.kind, 'receive')))
    .leftJoin(circuits, eq(circuits.branchId, branches.id))
    .leftJoin(receiveCursors, eq(receiveCursors.branchId, branches.id))
    .where(isNull(branches.archivedAt));
  return found.map(({ openSince, nextTryAt, ...stand }) => ({
    ...stand,
    offline: openSince === null ? null : { since: openSince, nextTryAt },
  }));
}
