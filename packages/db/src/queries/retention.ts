import { and, asc, desc, eq, gt, inArray, isNotNull, lt, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { alias, type PgColumn } from 'drizzle-orm/pg-core';
import type { Database, Transaction } from '../connect.ts';
import { alerts } from '../schema/alerts.ts';
import { failures } from '../schema/failures.ts';
import { orders } from '../schema/orders.ts';
import { pushResults } from '../schema/push.ts';
import { runLines, runs } from '../schema/runs.ts';

/** What one step of retention took away. */
export interface Pruned {
  readonly runs: number;
  readonly runLines: number;
  /** What pushes and previews have told of single records. */
  readonly pushResults: number;
  readonly failures: number;
  /** Rows of the ledger that no longer say how their order was paid, or in which run it came. The rows stay. */
  readonly orders: number;
  /** Alerts that are over, each with its deliveries. */
  readonly alerts: number;
  /** Whether more may be old enough than the limit let through. */
  readonly isFull: boolean;
}

/** How many rows a statement may take. */
interface Bound {
  readonly db: Database | Transaction;
  readonly limit: number;
}

/** What a step may take: what is older than the moment `before`. */
interface Step extends Bound {
  readonly before: SQL;
}

/**
 * One small step of forgetting what is more than `olderThanDays` days (of 24 hours, database time) old, at most `limit` rows of each: runs with
 * their lines and what they have told of records, failures, and alerts with what was sent of them, by their end; lines of runs that still go on; and how the ledger's orders were paid, by the making of their rows.
 * For ever stay the ledger's rows, whatever is not over, and of each branch and kind the newest run that is. Each statement commits by itself
 * and passes by what others hold: any number may do it at once.
 */
export async function pruneOld(db: Database | Transaction, olderThanDays: number, limit: number): Promise<Pruned> {
  const step: Step = { db, before: sql`now() - make_interval(hours => ${olderThanDays * 24})`, limit };
  const failuresGone = await deleteFailures(step);
  const alertsGone = await deleteAlerts(step);
  const linesGone = await deleteLinesOfActiveRuns(step);
  const ended = await deleteRuns({ ...step, limit: limit - linesGone });
  const ordersEmptied = ended.orders + (await emptyPayments({ ...step, limit: limit - ended.orders }));
  return {
    runs: ended.runs,
    runLines: linesGone + ended.runLines,
    pushResults: ended.pushResults,
    failures: failuresGone,
    orders: ordersEmptied,
    alerts: alertsGone,
    isFull: ended.isFull || [failuresGone, ordersEmptied, alertsGone].includes(limit),
  };
}

/** Only what is over has an end. */
async function deleteFailures({ db, before, limit }: Step): Promise<number> {
  const chosen = db
    .select({ id: failures.id })
    .from(failures)
    .where(lt(failures.resolvedAt, before))
    .orderBy(asc(failures.resolvedAt))
    .limit(limit)
    .for('update', { skipLocked: true });
  const gone = await db.delete(failures).where(isAmong(failures.id, chosen)).returning({ id: failures.id });
  return gone.length;
}

/** What was sent of one goes with it: by a handful of channels, some reminders. */
async function deleteAlerts({ db, before, limit }: Step): Promise<number> {
  const chosen = db
    .select({ id: alerts.id })
    .from(alerts)
    .where(lt(alerts.resolvedAt, before))
    .orderBy(asc(alerts.resolvedAt))
    .limit(limit)
    .for('update', { skipLocked: true });
  const gone = await db.delete(alerts).where(isAmong(alerts.id, chosen)).returning({ id: alerts.id });
  return gone.length;
}

async function emptyPayments({ db, before, limit }: Step): Promise<number> {
  const chosen = db
    .select({ id: orders.id })
    .from(orders)
    // As in the index that has these rows alone: the others, nearly all, are never looked at.
    .where(and(lt(orders.createdAt, before), sql`${orders.payments} <> '[]'::jsonb`))
    .orderBy(asc(orders.createdAt))
    .limit(limit)
    .for('update', { skipLocked: true });
  const emptied = await db.update(orders).set({ payments: [] }).where(isAmong(orders.id, chosen)).returning({ id: orders.id });
  return emptied.length;
}

async function deleteLinesOfActiveRuns({ db, before, limit }: Step): Promise<number> {
  const firstLineAt = db
    .select({ at: runLines.at })
    .from(runLines)
    .where(eq(runLines.runId, runs.id))
    .orderBy(asc(runLines.id))
    .limit(1);
  const found = await db
    .select({ id: runs.id })
    .from(runs)
    .where(and(inArray(runs.status, ['queued', 'running']), lt(sql`(${firstLineAt})`, before)))
    .limit(limit);
  return deleteLines({ db, limit }, idsOf(found), lt(runLines.at, before));
}

/**
 * The foreign keys would take a run's lines and let go of its failures and orders by themselves, but all at once, and a run may have a
 * hundred thousand orders: what hangs on the oldest runs goes first, step by step, then they do.
 */
async function deleteRuns({ db, before, limit }: Step): Promise<Omit<Pruned, 'failures' | 'alerts'>> {
  const ids = await endedRuns({ db, before, limit });
  const linesGone = await deleteLines({ db, limit }, ids);
  const resultsGone = await deleteResults({ db, limit }, ids);
  const failuresFreed = await letGoOfFailures({ db, limit }, ids);
  const ordersFreed = await letGoOfOrders({ db, limit }, ids);
  const freed = { runLines: linesGone, pushResults: resultsGone, orders: ordersFreed };
  const isMoreHanging = [linesGone, resultsGone, failuresFreed, ordersFreed].includes(limit);
  if (ids.length === 0 || isMoreHanging) return { runs: 0, ...freed, isFull: isMoreHanging };
  const chosen = db
    .select({ id: runs.id })
    .from(runs)
    .where(and(inArray(runs.id, ids), lt(runs.finishedAt, before)))
    .for('update', { skipLocked: true });
  const gone = await db.delete(runs).where(isAmong(runs.id, chosen)).returning({ id: runs.id });
  return { runs: gone.length, ...freed, isFull: gone.length === limit };
}

/** The oldest runs that are over, but for those that are the last word of their branch and kind. */
async function endedRuns({ db, before, limit }: Step): Promise<string[]> {
  const younger = alias(runs, 'younger');
  const isFollowed = db
    .select({ yes: sql`true` })
    .from(younger)
    .where(
      and(
        eq(younger.branchId, runs.branchId),
        eq(younger.kind, runs.kind),
        gt(younger.id, runs.id),
        isNotNull(younger.finishedAt),
      ),
    )
    // Of the index that begins with branch and kind, from its end: of a kind that is rare a branch has few runs to look at.
    .orderBy(desc(younger.idempotencyKey))
    .limit(1);
  const found = await db
    .select({ id: runs.id })
    .from(runs)
    .where(and(lt(runs.finishedAt, before), sql`(${isFollowed})`))
    .orderBy(asc(runs.finishedAt))
    .limit(limit);
  return idsOf(found);
}

async function deleteLines({ db, limit }: Bound, runIds: readonly string[], also?: SQL): Promise<number> {
  const gone = await db
    .delete(runLines)
    .where(isAmong(runLines.id, hangingOn(runIds, runLines, limit, also)))
    .returning({ id: runLines.id });
  return gone.length;
}

async function deleteResults({ db, limit }: Bound, runIds: readonly string[]): Promise<number> {
  const gone = await db
    .delete(pushResults)
    .where(isAmong(pushResults.id, hangingOn(runIds, pushResults, limit)))
    .returning({ id: pushResults.id });
  return gone.length;
}

async function letGoOfFailures({ db, limit }: Bound, runIds: readonly string[]): Promise<number> {
  const freed = await db
    .update(failures)
    .set({ runId: null })
    .where(isAmong(failures.id, hangingOn(runIds, failures, limit)))
    .returning({ id: failures.id });
  return freed.length;
}

/** An order is never younger than the run's end: its payments go along, so that the row, which many indexes have, is written once. */
async function letGoOfOrders({ db, limit }: Bound, runIds: readonly string[]): Promise<number> {
  const freed = await db
    .update(orders)
    .set({ runId: null, payments: [] })
    .where(isAmong(orders.id, hangingOn(runIds, orders, limit)))
    .returning({ id: orders.id });
  return freed.length;
}

type OfRun = typeof runLines | typeof pushResults | typeof failures | typeof orders;

/** Looks run by run: for many runs at once Postgres at times would rather read the whole table. */
const hangingOn = (runIds: readonly string[], table: OfRun, limit: number, also = sql`true`) => sql`(
  select hanging.id from unnest(${sql.param(runIds)}::uuid[]) as run (id), lateral (
    select ${table.id} from ${table} where ${table.runId} = run.id and ${also} limit ${limit} for update skip locked
  ) as hanging limit ${limit})`;

/** Chooses once: behind IN Postgres may run the subquery again and again, and then takes more than its limit. */
const isAmong = (id: PgColumn, chosen: SQLWrapper) => sql`${id} = any(array${chosen})`;

const idsOf = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id);
