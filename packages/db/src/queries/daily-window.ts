import { and, eq } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { schedules } from '../schema/branches.ts';
import type { RunKind } from '../schema/runs.ts';

type Schedule = typeof schedules.$inferSelect;
type WindowColumns = Pick<Schedule, 'windowFrom' | 'windowUntil'>;

/** The part of the day in which a schedule is due at all: `HH:MM` in the branch's zone, over midnight where it ends before it begins. */
export interface DailyWindow {
  readonly from: string;
  readonly until: string;
}

/** The window of a schedule's row; null: the whole day. */
export function windowOf({ windowFrom, windowUntil }: WindowColumns): DailyWindow | null {
  return windowFrom === null || windowUntil === null ? null : { from: windowFrom, until: windowUntil };
}

/** The columns of a window. */
export function windowColumns(window: DailyWindow | null): WindowColumns {
  return { windowFrom: window?.from ?? null, windowUntil: window?.until ?? null };
}

/** The window of a branch's schedule; null: the whole day, or no schedule. */
export async function readDailyWindow(db: Database, branchId: string, kind: RunKind): Promise<DailyWindow | null> {
  const [schedule] = await db
    .select({ windowFrom: schedules.windowFrom, windowUntil: schedules.windowUntil })
    .from(schedules)
    .where(and(eq(schedules.branchId, branchId), eq(schedules.kind, kind)));
  return schedule === undefined ? null : windowOf(schedule);
}
