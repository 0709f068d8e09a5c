import { and, asc, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { branches, schedules } from '../schema/branches.ts';
import type { RunKind } from '../schema/runs.ts';
import { type BranchScope, isWithin } from './branch-scope.ts';
import { type Page, type PageAsk, toPage } from './page.ts';

/** A schedule and what is to be known of its branch. */
export interface ListedSchedule {
  readonly schedule: typeof schedules.$inferSelect;
  readonly branchCode: string;
  readonly branchName: string;
  /** IANA zone of the branch. */
  readonly timezone: string;
  /** The database's time when it was read: what is due by then is the planner's already. */
  readonly readAt: Date;
}

/** What the list is read by: a branch's code, and the kind of the schedule. */
export type ScheduleKey = readonly [branchCode: string, kind: RunKind];

/** The schedules of these kinds of the branches that are not archived, by code. */
export async function listSchedules(
  db: Database,
  kinds: readonly RunKind[],
  scope: BranchScope,
  ask: PageAsk<ScheduleKey>,
): Promise<Page<ListedSchedule, ScheduleKey>> {
  const found = await db
    .select({
      schedule: schedules,
      branchCode: branches.code,
      branchName: branches.name,
      timezone: branches.timezone,
      readAt: sql`now()`.mapWith(schedules.nextDueAt),
    })
    .from(schedules)
    .innerJoin(branches, eq(branches.id, schedules.branchId))
    .where(
      and(isNull(branches.archivedAt), isWithin(branches.id, scope), inArray(schedules.kind, [...kinds]), isAfter(ask.after)),
    )
    .orderBy(asc(branches.code), asc(schedules.kind))
    .limit(ask.limit + 1);
  return toPage(found, ask.limit, ({ branchCode, schedule }) => [branchCode, schedule.kind]);
}

function isAfter(key: ScheduleKey | null) {
  if (key === null) return undefined;
  const [branchCode, kind] = key;
  return or(gt(branches.code, branchCode), and(eq(branches.code, branchCode), gt(schedules.kind, kind)));
}
