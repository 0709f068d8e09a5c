import { and, eq, isNotNull } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { schedules } from '../schema/branches.ts';
import type { RunKind } from '../schema/runs.ts';

/** The part of the day in which a branch's jobs of a kind are due at all, `HH:MM` in the branch's zone; null: the whole day. */
export async function readScheduleWindow(
  db: Database,
  branchId: string,
  kind: RunKind,
): Promise<{ from: string; until: string } | null> {
  const [found] = await db
    .select({ from: schedules.windowFrom, until: schedules.windowUntil })
    .from(schedules)
    .where(and(eq(schedules.branchId, branchId), eq(schedules.kind, kind), isNotNull(schedules.windowFrom)));
  if (!found?.from || !found.until) return null;
  return { from: found.from, until: found.until };
}
