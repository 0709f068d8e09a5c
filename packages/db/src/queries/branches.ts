import { and, asc, eq, gt, inArray, isNull, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { uuidv7 } from 'uuidv7';
import { type AuditedFields, changesBetween } from '../audit-changes.ts';
import type { Database, Transaction } from '../connect.ts';
import { branches, schedules } from '../schema/branches.ts';
import { circuits } from '../schema/circuits.ts';
import { failures } from '../schema/failures.ts';
import { type RunKind, runs } from '../schema/runs.ts';
import { type Actor, recordAudit } from './audit.ts';
import { branchSettings } from './audited-settings.ts';
import { type BranchScope, isWithin } from './branch-scope.ts';
import { type Circuit, findCircuit, tryCircuitNow } from './circuits.ts';
import { changesConnection, forgetFacts } from './connection-change.ts';
import { allRows, type Page, type PageAsk, toPage } from './page.ts';
import type { Branch } from './run-lifecycle.ts';

export type Schedule = typeof schedules.$inferSelect;

/** A branch, when it is received, pushed to and reconciled (null: by hand only), and whether it answers (null: it always has). */
export interface BranchWithSchedule {
  readonly branch: Branch;
  readonly receive: Schedule;
  readonly push: Schedule | null;
  readonly reconcile: Schedule | null;
  readonly circuit: Circuit | null;
}

type NewColumns = typeof branches.$inferInsert;
export type NewBranch = Omit<NewColumns, 'id' | 'createdAt' | 'updatedAt' | 'archivedAt' | 'facts' | 'factsAt'>;
/** Columns that are undefined stay. */
export type BranchChange = { readonly [Column in Exclude<keyof NewBranch, 'code'>]?: NewBranch[Column] | undefined };
export type ScheduleSettings = Pick<Schedule, 'startsAt' | 'everySeconds' | 'cron' | 'paused' | 'windowFrom' | 'windowUntil'>;

/** Another branch has this code. */
export class BranchCodeTakenError extends Error {
  override readonly name = 'BranchCodeTakenError';
  constructor(code: string) {
    super(`There is a branch "${code}" already.`);
  }
}

const pushSchedules = alias(schedules, 'push_schedules');
const isPush = and(eq(pushSchedules.branchId, branches.id), eq(pushSchedules.kind, 'push'));
const reconcileSchedules = alias(schedules, 'reconcile_schedules');
const isReceive = and(eq(schedules.branchId, branches.id), eq(schedules.kind, 'receive'));
const isReconcile = and(eq(reconcileSchedules.branchId, branches.id), eq(reconcileSchedules.kind, 'reconcile'));

function selectBranches(db: Database | Transaction) {
  return db
    .select({ branch: branches, receive: schedules, push: pushSchedules, reconcile: reconcileSchedules, circuit: circuits })
    .from(branches)
    .innerJoin(schedules, isReceive)
    .leftJoin(pushSchedules, isPush)
    .leftJoin(reconcileSchedules, isReconcile)
    .leftJoin(circuits, eq(circuits.branchId, branches.id));
}

/** The branches that are not archived, by code. */
export async function listBranches(
  db: Database,
  scope: BranchScope,
  ask: PageAsk<string>,
): Promise<Page<BranchWithSchedule, string>> {
  const found = await selectBranches(db)
    .where(
      and(
        isNull(branches.archivedAt),
        isWithin(branches.id, scope),
        ask.after === null ? undefined : gt(branches.code, ask.after),
      ),
    )
    .orderBy(asc(branches.code))
    .limit(ask.limit + 1);
  return toPage(found, ask.limit, ({ branch }) => branch.code);
}

/** So many branches come at once where all are wanted. */
const branchesPerPage = 200;

/** All branches of a scope that are not archived, by code. */
export async function allBranches(db: Database, scope: BranchScope): Promise<Branch[]> {
  const rows = await allRows((after: string | null) => listBranches(db, scope, { after, limit: branchesPerPage }));
  return rows.map(({ branch }) => branch);
}

/** The codes of all branches that are not archived, in order. */
export async function listBranchCodes(db: Database): Promise<string[]> {
  const found = await db
    .select({ code: branches.code })
    .from(branches)
    .where(isNull(branches.archivedAt))
    .orderBy(asc(branches.code));
  return found.map(({ code }) => code);
}

/** The branch of this code that is not archived. */
export async function findBranch(db: Database, code: string): Promise<BranchWithSchedule | undefined> {
  const [found] = await selectBranches(db).where(and(eq(branches.code, code), isNull(branches.archivedAt)));
  return found;
}

/**
 * Makes a branch with its schedules. `sealSecret` gets the new id, which the envelope is bound to; `reconcileOf` says by it when the branch is
 * reconciled (null: by hand only). Throws `BranchCodeTakenError`.
 */
export async function insertBranch(
  db: Database,
  actor: Actor,
  columns: Omit<NewBranch, 'secretEnvelope'>,
  receiveSettings: ScheduleSettings,
  sealSecret: (branchId: string) => string,
  reconcileOf: (branchId: string) => ScheduleSettings | null = () => null,
  pushSettings: ScheduleSettings | null = null,
): Promise<BranchWithSchedule> {
  return db.transaction(async (tx) => {
    const id = uuidv7();
    const [branch] = await tx
      .insert(branches)
      .values({ ...columns, id, secretEnvelope: sealSecret(id) })
      .onConflictDoNothing({ target: branches.code, where: isNull(branches.archivedAt) })
      .returning();
    if (branch === undefined) throw new BranchCodeTakenError(columns.code);
    const receive = await putSchedule(tx, id, 'receive', receiveSettings);
    const reconcileSettings = reconcileOf(id);
    const reconcile = reconcileSettings === null ? null : await putSchedule(tx, id, 'reconcile', reconcileSettings);
    const push = pushSettings === null ? null : await putSchedule(tx, id, 'push', pushSettings);
    const made = { branch, receive, push, reconcile };
    await recordAudit(tx, actor, {
      action: 'branch.create',
      subject: `branch:${branch.code}`,
      branchId: id,
      changes: changesBetween(null, branchSettings(made)),
    });
    return { ...made, circuit: null };
  });
}

/** What becomes of a branch, decided when its row is locked. */
export interface BranchUpdate {
  readonly columns: BranchChange;
  /** Null: the schedule stays. */
  readonly receive: ScheduleSettings | null;
  /** Left out: the schedule stays; null: it goes, and the branch is reconciled by hand only. */
  readonly reconcile?: ScheduleSettings | null | undefined;
  /** Likewise. */
  readonly push?: ScheduleSettings | null | undefined;
}

/**
 * Changes a branch: `decide` sees it as it is, locked against others. A changed connection forgets what was learned of
 * the old one; a changed schedule is planned anew, all of them where the branch's zone changes. Undefined where there is no such branch.
 */
export async function updateBranch(
  db: Database,
  actor: Actor,
  code: string,
  decide: (current: BranchWithSchedule) => BranchUpdate,
): Promise<BranchWithSchedule | undefined> {
  return db.transaction(async (tx) => {
    const current = await lockBranch(tx, code);
    if (current === undefined) return undefined;
    const { columns, receive: receiveSettings, push: pushSettings, reconcile: reconcileSettings } = decide(current);
    const [branch] = await tx
      .update(branches)
      .set({ ...columns, ...(changesConnection(columns) ? forgetFacts : {}), updatedAt: sql`now()` })
      .where(eq(branches.id, current.branch.id))
      .returning();
    const movesZone = columns.timezone !== undefined && columns.timezone !== current.branch.timezone;
    if (movesZone) await planAnew(tx, current.branch.id);
    const kept = (schedule: Schedule): Schedule => (movesZone ? { ...schedule, nextDueAt: null } : schedule);
    const receive =
      receiveSettings === null ? kept(current.receive) : await putSchedule(tx, current.branch.id, 'receive', receiveSettings);
    const changed = async (kind: 'push' | 'reconcile', settings: ScheduleSettings | null | undefined) => {
      const standing = current[kind];
      if (settings !== undefined) return setSchedule(tx, current.branch.id, kind, settings);
      return standing && kept(standing);
    };
    const push = await changed('push', pushSettings);
    const reconcile = await changed('reconcile', reconcileSettings);
    if (changesConnection(columns)) await tryCircuitNow(tx, { branchId: current.branch.id });
    const became = { branch: branch ?? current.branch, receive, push, reconcile };
    await recordAudit(tx, actor, {
      action: 'branch.update',
      subject: `branch:${code}`,
      branchId: current.branch.id,
      changes: changesBetween(branchSettings(current), branchSettings(became)),
    });
    return { ...became, circuit: (await findCircuit(tx, { branchId: current.branch.id })) ?? null };
  });
}

/** The branch of this code that is not archived, locked against others until the transaction's end. */
async function lockBranch(tx: Transaction, code: string): Promise<BranchWithSchedule | undefined> {
  const [found] = await selectBranches(tx)
    .where(and(eq(branches.code, code), isNull(branches.archivedAt)))
    .for('no key update', { of: [branches, schedules] });
  return found;
}

/**
 * Archives a branch: its secret is wiped, its schedules go, what waits for it is called off, its code is free again. Its
 * ledger stays. False where there is no such branch.
 */
export async function archiveBranch(db: Database, actor: Actor, code: string): Promise<boolean> {
  return db.transaction(async (tx) => {
    const current = await lockBranch(tx, code);
    if (current === undefined) return false;
    const branchId = current.branch.id;
    await tx
      .update(branches)
      .set({ archivedAt: sql`now()`, updatedAt: sql`now()`, secretEnvelope: '', ...forgetFacts })
      .where(eq(branches.id, branchId));
    await tx.delete(schedules).where(eq(schedules.branchId, branchId));
    await tx.delete(circuits).where(eq(circuits.branchId, branchId));
    const cancelled = await tx
      .update(runs)
      .set({ status: 'cancelled', finishedAt: sql`now()` })
      .where(and(eq(runs.branchId, branchId), eq(runs.status, 'queued')));
    const askedToEnd = await tx
      .update(runs)
      .set({ cancelRequestedAt: sql`now()` })
      .where(and(eq(runs.branchId, branchId), eq(runs.status, 'running'), isNull(runs.cancelRequestedAt)));
    const dismissed = await tx
      .update(failures)
      .set({ status: 'dismissed', dismissReason: 'The branch was archived.', resolvedAt: sql`now()` })
      .where(and(eq(failures.branchId, branchId), inArray(failures.status, ['open', 'retrying'])));
    await recordAudit(tx, actor, {
      action: 'branch.archive',
      subject: `branch:${code}`,
      branchId,
      changes: changesBetween({ isArchived: false, ...branchSettings(current) }, archivedSettings(current)),
      detail: { runsCancelled: cancelled.count, runsAskedToEnd: askedToEnd.count, failuresDismissed: dismissed.count },
    });
    return true;
  });
}

/** What a branch keeps of its settings: all but its secret and its schedules. */
function archivedSettings(current: BranchWithSchedule): AuditedFields {
  return { isArchived: true, ...branchSettings(current), secret: null, receive: null, push: null, reconcile: null };
}

/** Cron and windows are read in the branch's zone. */
async function planAnew(tx: Transaction, branchId: string): Promise<void> {
  await tx.update(schedules).set({ nextDueAt: null }).where(eq(schedules.branchId, branchId));
}

async function setSchedule(
  tx: Transaction,
  branchId: string,
  kind: 'push' | 'reconcile',
  settings: ScheduleSettings | null,
): Promise<Schedule | null> {
  if (settings !== null) return putSchedule(tx, branchId, kind, settings);
  await tx.delete(schedules).where(and(eq(schedules.branchId, branchId), eq(schedules.kind, kind)));
  return null;
}

/** Null `nextDueAt` is the planner's cue to plan it. */
async function putSchedule(tx: Transaction, branchId: string, kind: RunKind, settings: ScheduleSettings): Promise<Schedule> {
  const change = { ...settings, nextDueAt: null };
  const [schedule] = await tx
    .insert(schedules)
    .values({ branchId, kind, ...change })
    .onConflictDoUpdate({ target: [schedules.branchId, schedules.kind], set: change })
    .returning();
  if (schedule === undefined) throw new Error('An upsert gave back no row.');
  return schedule;
}
