import { and, asc, eq, inArray, isNotNull, isNull, lte, or, sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { Database, Transaction } from '../connect.ts';
import { branches, schedules } from '../schema/branches.ts';
import { type RunKind, runs } from '../schema/runs.ts';
import { type DailyWindow, windowOf } from './daily-window.ts';

/** A schedule as the arithmetic of due times needs it. */
export interface PlannedSchedule {
  readonly branchId: string;
  readonly startsAt: Date | null;
  readonly everySeconds: number | null;
  readonly cron: string | null;
  /** IANA zone of the branch. */
  readonly timezone: string;
  readonly window: DailyWindow | null;
}

/** Which schedules a claim takes, and how many of them at most. */
export interface ClaimAsk {
  readonly kinds: readonly RunKind[];
  readonly limit: number;
}

/** A run that a schedule has made, to be enqueued. */
export interface ScheduledRun {
  readonly id: string;
  readonly kind: RunKind;
  readonly branchId: string;
  readonly branchCode: string;
}

/** What a claim did. */
export interface ClaimedSchedules {
  readonly runs: readonly ScheduledRun[];
  /** Slots that came while the branch's last run was not over. */
  readonly skipped: number;
  /** Whether more schedules may be due than the limit let through. */
  readonly isFull: boolean;
}

/** When a schedule is due next, after a moment; null: never. */
export type NextDueAt = (schedule: PlannedSchedule, after: Date) => Date | null;

/** Due, or not planned since it was made or changed. Those with no rhythm are never planned. */
const needsPlanner = (kinds: readonly RunKind[]) =>
  and(
    inArray(schedules.kind, [...kinds]),
    eq(schedules.paused, false),
    or(isNotNull(schedules.everySeconds), isNotNull(schedules.cron)),
    or(isNull(schedules.nextDueAt), lte(schedules.nextDueAt, sql`now()`)),
  );

/**
 * Takes schedules of the asked kinds that are due, makes a run for each whose branch has none under way, and plans the next moment after now:
 * after an outage that is one run, not a backlog. Any number of planners may do it at once (SKIP LOCKED). A schedule that is new or was
 * changed is planned only.
 */
export async function claimDueSchedules(
  db: Database,
  { kinds, limit }: ClaimAsk,
  nextDueAt: NextDueAt,
): Promise<ClaimedSchedules> {
  return db.transaction(async (tx) => {
    const [clock] = await tx.execute<{ now: string }>(sql`select now()::text as now`);
    const now = new Date(clock?.now ?? Number.NaN);
    const claimed = await tx
      .select({ schedule: schedules, branchCode: branches.code, timezone: branches.timezone })
      .from(schedules)
      .innerJoin(branches, eq(branches.id, schedules.branchId))
      .where(needsPlanner(kinds))
      .orderBy(asc(schedules.nextDueAt))
      .limit(limit)
      .for('update', { of: schedules, skipLocked: true });
    const due = claimed.filter(({ schedule }) => schedule.nextDueAt !== null);
    const busy = await branchesWithActiveRuns(
      tx,
      due.map(({ schedule }) => schedule.branchId),
    );
    const isBusy = (branchId: string, kind: RunKind) => busy.has(`${kind} ${branchId}`);
    const made = await insertRuns(
      tx,
      due
        .filter(({ schedule }) => !isBusy(schedule.branchId, schedule.kind))
        .map(({ schedule: { branchId, kind }, branchCode }) => ({ id: uuidv7(), kind, branchId, branchCode })),
    );
    await planNext(
      tx,
      claimed.map(({ schedule, timezone }) => ({
        schedule,
        nextDueAt: nextDueAt({ ...schedule, timezone, window: windowOf(schedule) }, now),
        isSkipped: schedule.nextDueAt !== null && isBusy(schedule.branchId, schedule.kind),
      })),
    );
    return { runs: made, skipped: due.length - made.length, isFull: claimed.length === limit };
  });
}

async function branchesWithActiveRuns(tx: Transaction, branchIds: readonly string[]): Promise<Set<string>> {
  if (branchIds.length === 0) return new Set();
  const active = await tx
    .select({ branchId: runs.branchId, kind: runs.kind })
    .from(runs)
    .where(and(inArray(runs.branchId, [...branchIds]), inArray(runs.status, ['queued', 'running'])));
  return new Set(active.map(({ branchId, kind }) => `${kind} ${branchId}`));
}

/** Gives the runs that were made: where somebody has asked for the same a moment ago, theirs stands. */
async function insertRuns(tx: Transaction, wanted: readonly ScheduledRun[]): Promise<ScheduledRun[]> {
  if (wanted.length === 0) return [];
  const made = await tx
    .insert(runs)
    .values(wanted.map(({ id, kind, branchId }) => ({ id, kind, branchId, trigger: 'schedule' as const })))
    .onConflictDoNothing()
    .returning({ id: runs.id });
  const ids = new Set(made.map(({ id }) => id));
  return wanted.filter(({ id }) => ids.has(id));
}

interface Plan {
  readonly schedule: typeof schedules.$inferSelect;
  readonly nextDueAt: Date | null;
  readonly isSkipped: boolean;
}

/** All in one statement: a tick has thousands of them at times. */
async function planNext(tx: Transaction, plans: readonly Plan[]): Promise<void> {
  if (plans.length === 0) return;
  const rows = plans.map(({ schedule: { branchId, kind }, nextDueAt, isSkipped }) => ({
    branch_id: branchId,
    kind,
    next_due_at: nextDueAt?.toISOString() ?? null,
    skipped: isSkipped ? 1 : 0,
  }));
  await tx.execute(sql`
    update ${schedules} set next_due_at = plan.next_due_at, skipped_slots = skipped_slots + plan.skipped
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as plan (branch_id uuid, kind text, next_due_at timestamptz, skipped integer)
    where ${schedules.branchId} = plan.branch_id and ${schedules.kind} = plan.kind`);
}
