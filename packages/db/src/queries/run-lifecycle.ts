import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { Database, Transaction } from '../connect.ts';
import { branches } from '../schema/branches.ts';
import { type RunError, type RunKind, type RunStatus, type RunTrigger, runs } from '../schema/runs.ts';
import { type Actor, type AuditEntry, recordAudit } from './audit.ts';
import { leaveRetriedOpen } from './retried-failures.ts';

export type Run = typeof runs.$inferSelect;
export type Branch = typeof branches.$inferSelect;

/** What a run added to its counts since the last commit. */
export interface RunCounts {
  readonly seen: number;
  readonly imported: number;
  readonly alreadyThere: number;
  readonly failed: number;
  readonly flagged: number;
}

export const noCounts: RunCounts = { seen: 0, imported: 0, alreadyThere: 0, failed: 0, flagged: 0 };

/** The sum of two counts. */
export function addCounts(a: RunCounts, b: RunCounts): RunCounts {
  return {
    seen: a.seen + b.seen,
    imported: a.imported + b.imported,
    alreadyThere: a.alreadyThere + b.alreadyThere,
    failed: a.failed + b.failed,
    flagged: a.flagged + b.flagged,
  };
}

export interface NewRun {
  readonly branchId: string;
  readonly kind: RunKind;
  readonly trigger: RunTrigger;
  readonly request: Readonly<Record<string, unknown>>;
  readonly idempotencyKey: string | null;
  /** Somebody waits for it. */
  readonly goesFirst?: boolean;
}

/** Who asks for a run, whose request the run keeps, and how the audit calls that; it adds which run was made. */
export interface AskedFor {
  readonly actor: Actor;
  readonly entry: AuditEntry;
}

/**
 * Inserts a queued run, or gives the one that stands for the same wish: of the same idempotency key, else one with the same
 * request that has not begun. Only a run that is made is written down in the audit.
 */
export async function insertRun(
  db: Database,
  ask: NewRun,
  askedFor: AskedFor | null = null,
): Promise<{ run: Run; created: boolean }> {
  const requestId = askedFor?.actor.requestId ?? null;
  const inserted = await db.transaction(async (tx) => {
    const [run] = await tx
      .insert(runs)
      .values({ id: uuidv7(), ...ask, requestId, request: { ...ask.request } })
      .onConflictDoNothing()
      .returning();
    if (run !== undefined && askedFor !== null) await recordAsked(tx, askedFor, run);
    return run;
  });
  if (inserted !== undefined) return { run: inserted, created: true };
  const standing = (await findRunOfKey(db, ask)) ?? (await joinWaitingRun(db, ask, requestId));
  // The run that was in the way may have begun between the two statements: then the wish is a new one.
  return standing === undefined ? insertRun(db, ask, askedFor) : { run: standing, created: false };
}

async function recordAsked(tx: Transaction, { actor, entry }: AskedFor, { id, branchId }: Run): Promise<void> {
  await recordAudit(tx, actor, { ...entry, branchId, detail: { ...entry.detail, runId: id } });
}

/** The run that waits for the same. It takes the wish's key and request id, where it has none: they find it again when it has begun; and its haste. */
async function joinWaitingRun(
  db: Database,
  { goesFirst = false, ...ask }: NewRun,
  requestId: string | null,
): Promise<Run | undefined> {
  const [joined] = await db
    .update(runs)
    .set({
      idempotencyKey: sql`coalesce(${runs.idempotencyKey}, ${ask.idempotencyKey})`,
      requestId: sql`coalesce(${runs.requestId}, ${requestId})`,
      goesFirst: sql`${runs.goesFirst} or ${goesFirst}`,
    })
    .where(isWaitingFor(ask))
    .returning();
  return joined;
}

/** The run that an idempotency key has made; undefined for no key, and where it has made none. */
export async function findRunOfKey(
  db: Database,
  { branchId, kind, idempotencyKey }: Pick<NewRun, 'branchId' | 'kind' | 'idempotencyKey'>,
): Promise<Run | undefined> {
  if (idempotencyKey === null) return undefined;
  const [run] = await db
    .select()
    .from(runs)
    .where(and(eq(runs.branchId, branchId), eq(runs.kind, kind), eq(runs.idempotencyKey, idempotencyKey)));
  return run;
}

/** As the unique index has it: one at the most. */
function isWaitingFor(ask: NewRun) {
  return and(
    eq(runs.branchId, ask.branchId),
    eq(runs.kind, ask.kind),
    eq(runs.status, 'queued'),
    eq(runs.attempts, 0),
    sql`md5(${runs.request}::text) = md5(${JSON.stringify(ask.request)}::jsonb::text)`,
  );
}

/** A run with its branch, archived or not; undefined where there is no such run. */
export async function findRunWithBranch(db: Database, runId: string): Promise<{ run: Run; branch: Branch } | undefined> {
  const [row] = await db
    .select({ run: runs, branch: branches })
    .from(runs)
    .innerJoin(branches, eq(branches.id, runs.branchId))
    .where(eq(runs.id, runId));
  return row;
}

/** What lines of a log name a run by: its branch, and the HTTP request that asked for it; null where a schedule did. */
export interface RunNames {
  readonly branch: string;
  readonly requestId: string | null;
}

/** Undefined where there is no such run. */
export async function namesOfRun(db: Database, runId: string): Promise<RunNames | undefined> {
  const [names] = await db
    .select({ branch: branches.code, requestId: runs.requestId })
    .from(runs)
    .innerJoin(branches, eq(branches.id, runs.branchId))
    .where(eq(runs.id, runId));
  return names;
}

/** Marks a run as running, one attempt more. False where it is over already. */
export async function markRunning(db: Database, runId: string): Promise<boolean> {
  const marked = await db
    .update(runs)
    .set({ status: 'running', attempts: sql`${runs.attempts} + 1`, startedAt: sql`coalesce(${runs.startedAt}, now())` })
    .where(and(eq(runs.id, runId), inArray(runs.status, ['queued', 'running'])))
    .returning({ id: runs.id });
  return marked.length === 1;
}

/** Adds calls and waiting time of an attempt that is over, whichever way it ended. */
export async function addOdooEffort(db: Database, runId: string, calls: number, waitedMs: number): Promise<void> {
  await db
    .update(runs)
    .set({ odooCalls: sql`${runs.odooCalls} + ${calls}`, odooWaitedMs: sql`${runs.odooWaitedMs} + ${Math.round(waitedMs)}` })
    .where(eq(runs.id, runId));
}

// Whatever ends a run leaves open, in the same transaction, what it was to try again and has not cured.

/** Ends a run that came through: `partial` where orders failed, else `succeeded`. Null where it was over before. */
export async function finishRun(db: Transaction, runId: string): Promise<RunStatus | null> {
  const [finished] = await db
    .update(runs)
    .set({
      status: sql`case when ${runs.failed} > 0 then 'partial' else 'succeeded' end`,
      finishedAt: sql`now()`,
      error: null,
    })
    .where(and(eq(runs.id, runId), eq(runs.status, 'running')))
    .returning({ status: runs.status });
  await leaveRetriedOpen(db, runId);
  return finished?.status ?? null;
}

/** Ends a run that cannot go on. False where it is over already. */
export async function failRun(db: Transaction, runId: string, error: RunError): Promise<boolean> {
  const failed = await db
    .update(runs)
    .set({ status: 'failed', finishedAt: sql`now()`, error })
    .where(and(eq(runs.id, runId), inArray(runs.status, ['queued', 'running'])))
    .returning({ id: runs.id });
  if (failed.length === 0) return false;
  await leaveRetriedOpen(db, runId);
  return true;
}

/**
 * Gives a run back to the queue after an attempt that failed or paused; the error stays to be seen meanwhile. Where somebody has called the
 * run off meanwhile, this was its end. `over`: it had ended before.
 */
export async function requeueRun(
  db: Transaction,
  runId: string,
  error: RunError | null,
): Promise<'queued' | 'called_off' | 'over'> {
  const isCalledOff = sql`${runs.cancelRequestedAt} is not null`;
  const [run] = await db
    .update(runs)
    .set({
      status: sql`case when ${isCalledOff} then 'cancelled' else 'queued' end`,
      finishedAt: sql`case when ${isCalledOff} then now() end`,
      error,
    })
    .where(and(eq(runs.id, runId), eq(runs.status, 'running')))
    .returning({ status: runs.status });
  if (run === undefined) return 'over';
  if (run.status === 'queued') return 'queued';
  await leaveRetriedOpen(db, runId);
  return 'called_off';
}

/**
 * Gives a run back to the queue that was not even begun, because one side is offline; says why, unless its last attempt has. False where it is
 * over.
 */
export async function holdRunBack(db: Database | Transaction, runId: string, error: RunError): Promise<boolean> {
  const held = await db
    .update(runs)
    .set({ status: 'queued', error: sql`coalesce(${runs.error}, ${JSON.stringify(error)}::jsonb)` })
    .where(and(eq(runs.id, runId), inArray(runs.status, ['queued', 'running'])))
    .returning({ id: runs.id });
  return held.length === 1;
}

/** Ends a run that somebody has called off. */
export async function cancelRun(db: Transaction, runId: string): Promise<void> {
  await db
    .update(runs)
    .set({ status: 'cancelled', finishedAt: sql`now()` })
    .where(and(eq(runs.id, runId), inArray(runs.status, ['queued', 'running'])));
  await leaveRetriedOpen(db, runId);
}

/** Says how many orders a run has to look at in all. */
export async function setExpected(db: Database, runId: string, expected: number): Promise<void> {
  await db.update(runs).set({ expected }).where(eq(runs.id, runId));
}

/** The branch's run of a kind that is next: one that somebody waits for, else the oldest; with the branch's code; undefined where none does. */
export async function nextQueuedRun(
  db: Database,
  branchId: string,
  kind: RunKind,
): Promise<{ id: string; branchCode: string; goesFirst: boolean } | undefined> {
  const [next] = await db
    .select({ id: runs.id, branchCode: branches.code, goesFirst: runs.goesFirst })
    .from(runs)
    .innerJoin(branches, eq(branches.id, runs.branchId))
    .where(and(eq(runs.branchId, branchId), eq(runs.kind, kind), eq(runs.status, 'queued'), isNull(branches.archivedAt)))
    .orderBy(desc(runs.goesFirst), asc(runs.id))
    .limit(1);
  return next;
}
