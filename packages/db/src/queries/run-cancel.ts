import { and, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import type { Database, Transaction } from '../connect.ts';
import { type RunKind, runs } from '../schema/runs.ts';
import { leaveRetriedOpen } from './retried-failures.ts';
import type { Run } from './run-lifecycle.ts';

/**
 * Somebody wants a run to end. One that waits is `cancelled` at once, whether it has begun or not: only a run whose status is `running` has somebody
 * who works on it, and that one ends it at its next batch's border. Gives the run as it is now; undefined where that changes nothing: it is over, or
 * its end was asked for before.
 */
export async function requestCancel(db: Transaction, runId: string): Promise<Run | undefined> {
  const isWaiting = sql`${runs.status} = 'queued'`;
  const [changed] = await db
    .update(runs)
    .set({
      status: sql`case when ${isWaiting} then 'cancelled' else ${runs.status} end`,
      finishedAt: sql`case when ${isWaiting} then now() end`,
      cancelRequestedAt: sql`coalesce(${runs.cancelRequestedAt}, now())`,
    })
    .where(
      and(eq(runs.id, runId), or(eq(runs.status, 'queued'), and(eq(runs.status, 'running'), isNull(runs.cancelRequestedAt)))),
    )
    .returning();
  if (changed?.status === 'cancelled') await leaveRetriedOpen(db, runId);
  return changed;
}

/** Whether a branch has a run of a kind that is not over. */
export async function hasUnfinishedRun(db: Database | Transaction, branchId: string, kind: RunKind): Promise<boolean> {
  const found = await db
    .select({ id: runs.id })
    .from(runs)
    .where(and(eq(runs.branchId, branchId), eq(runs.kind, kind), inArray(runs.status, ['queued', 'running'])))
    .limit(1);
  return found.length > 0;
}

/** Whether somebody wants a run to end at its next border. */
export async function isCancelRequested(db: Database, runId: string): Promise<boolean> {
  const [run] = await db.select({ at: runs.cancelRequestedAt }).from(runs).where(eq(runs.id, runId));
  return run !== undefined && run.at !== null;
}
