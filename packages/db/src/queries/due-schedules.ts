import { and, asc, eq, inArray, isNotNull, isNull, lte, notExists, or, sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { Database, Transaction } from '../connect.ts';
import { branches, schedules } from '../schema/branches.ts';
import { type RunKind, runs } from '../schema/runs.ts';
import { recordAudits, scheduleActor } from './audit.ts';
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
  /** What is due within so long is taken as well, but for branches that have a run under way. Milliseconds. */
  readonly aheadMs: number;
}

/** A run that a schedule has made, to be enqueued. */
export interface ScheduledRun {
  readonly id: string;
  readonly kind: RunKind;
  readonly branchId: string;
  readonly branchCode: string;
}

/** One that is due, or soon will be. */
export interface DueRun extends ScheduledRun {
  /** Counted from the end of the claim, by the database's clock; not above zero where it is due. Milliseconds. */
  readonly dueInMs: number;
}

/** What a claim did. */
export interface ClaimedSchedules {
  readonly runs: readonly DueRun[];
  /** Slots that came while the branch's last run was not over. */
  readonly skipped: number;
  /** Whether more schedules may be due than the limit let through. */
  readonly isFull: boolean;
}

/** When a schedule is due next, after a moment; null: never. */
export type NextDueAt = (schedule: PlannedSchedule, after: Date) => Date | null;

const isUnderWay = inArray(runs.status, ['queued', 'running']);

/** Due, or soon while nothing is under way, or not planned since it was made or changed. Those with no rhythm are never planned. */
function needsPlanner(tx: Transaction, { kinds, aheadMs }: ClaimAsk) {
  const isOfSchedule = and(eq(runs.branchId, schedules.branchId), eq(runs.kind, schedules.kind));
  const soon = sql`now() + make_interval(secs => ${aheadMs / 1000})`;
  return and(
    inArray(schedules.kind, [...kinds]),
    eq(schedules.paused, false),
    or(isNotNull(schedules.everySeconds), isNotNull(schedules.cron)),
    or(isNull(schedules.nextDueAt), lte(schedules.nextDueAt, soon)),
    or(
      isNull(schedules.nextDueAt),
      lte(schedules.nextDueAt, sql`now()`),
      notExists(tx.select({ id: runs.id }).from(runs).where(and(isOfSchedule, isUnderWay))),
    ),
  );
}

/**
 * Takes schedules of the asked kinds that are due, makes a run for each whose branch has none under way, and plans the next moment after now:
 * after an outage that is one run, not a backlog. What is due soon is taken ahead, to be enqueued to the moment. Any number of planners may do
 * it at once (SKIP LOCKED). A schedule that is new or was changed is planned only.
 */
export async function claimDueSchedules(db: Database, ask: ClaimAsk, nextDueAt: NextDueAt): Promise<ClaimedSchedules> {
  return db.transaction(async (tx) => {
    const clock = await tx.execute<{ now: string }>(sql`select now()::text as now`);
    const clockReadAt = performance.now();
    const now = new Date(clock[0]?.now ?? Number.NaN);
    const claimed = await tx
      .select({ schedule: schedules, branchCode: branches.code, timezone: branches.timezone })
      .from(schedules)
      .innerJoin(branches, eq(branches.id, schedules.branchId))
      .where(needsPlanner(tx, ask))
      .orderBy(asc(schedules.nextDueAt))
      .limit(ask.limit)
      .for('update', { of: schedules, skipLocked: true });
    const due = claimed.flatMap(({ schedule: { branchId, kind, nextDueAt: dueAt }, branchCode }) =>
      dueAt === null ? [] : [{ id: uuidv7(), kind, branchId, branchCode, dueAt }],
    );
    const busy = await branchesWithActiveRuns(
      tx,
      due.map(({ branchId }) => branchId),
    );
    const isBusy = (branchId: string, kind: RunKind) => busy.has(`${kind} ${branchId}`);
    const made = await insertRuns(
      tx,
      due.filter(({ branchId, kind }) => !isBusy(branchId, kind)),
    );
    await recordPushes(tx, made);
    await planNext(
      tx,
      claimed.map(({ schedule, timezone }) => ({
        schedule,
        nextDueAt: nextDueAt({ ...schedule, timezone, window: windowOf(schedule) }, later(now, schedule.nextDueAt)),
        isSkipped: schedule.nextDueAt !== null && isBusy(schedule.branchId, schedule.kind),
      })),
    );
    const endsAtMs = now.getTime() + performance.now() - clockReadAt;
    return {
      runs: made.map(({ dueAt, ...run }) => ({ ...run, dueInMs: dueAt.getTime() - endsAtMs })),
      skipped: due.length - made.length,
      isFull: claimed.length === ask.limit,
    };
  });
}

function later(one: Date, other: Date | null): Date {
  return other !== null && other > one ? other : one;
}

async function branchesWithActiveRuns(tx: Transaction, branchIds: readonly string[]): Promise<Set<string>> {
  if (branchIds.length === 0) return new Set();
  const active = await tx
    .select({ branchId: runs.branchId, kind: runs.kind })
    .from(runs)
    .where(and(inArray(runs.branchId, [...branchIds]), isUnderWay));
  return new Set(active.map(({ branchId, kind }) => `${kind} ${branchId}`));
}

/**
 * Gives the runs that were made: where somebody has asked for the same a moment ago, theirs stands. Rows go as JSON: thousands are due at
 * times, and to spell out a row's columns one by one takes longer than all else.
 */
async function insertRuns<Wanted extends ScheduledRun>(tx: Transaction, wanted: readonly Wanted[]): Promise<Wanted[]> {
  if (wanted.length === 0) return [];
  const rows = wanted.map(({ id, branchId, kind }) => ({ id, branch_id: branchId, kind }));
  const made = await tx.execute<{ id: string }>(sql`
    insert into ${runs} (id, branch_id, kind, trigger)
    select id, branch_id, kind, 'schedule' from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as wanted (id uuid, branch_id uuid, kind text)
    on conflict do nothing returning id`);
  const ids = new Set(made.map(({ id }) => id));
  return wanted.filter(({ id }) => ids.has(id));
}

/**
 * Of what a schedule starts, the audit has pushes alone: they change what others work with, and nothing else of them outlives their run. Receives
 * (144,000 a day of 500 branches every five minutes) stay in the ledger for ever and reconciles in their days; their runs say that it was the schedule.
 */
async function recordPushes(tx: Transaction, made: readonly ScheduledRun[]): Promise<void> {
  const pushes = made.filter(({ kind }) => kind === 'push');
  await recordAudits(
    tx,
    scheduleActor,
    pushes.map(({ id, branchId, branchCode }) => ({
      action: 'branch.push',
      subject: `branch:${branchCode}`,
      branchId,
      detail: { runId: id },
    })),
  );
}

interface Plan {
  readonly schedule: typeof schedules.$inferSelect;
  readonly nextDueAt: Date | null;
  readonly isSkipped: boolean;
}

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
