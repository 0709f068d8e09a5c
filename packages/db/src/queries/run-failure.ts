import { and, eq, inArray, isNull, ne, or, sql } from 'drizzle-orm';
import type { Database, Transaction } from '../connect.ts';
import { type FailureTechnical, failures } from '../schema/failures.ts';
import type { RunKind } from '../schema/runs.ts';
import { clockWarning } from './branch-warnings.ts';
import { type FailureWords, putStandingFailures } from './standing-failures.ts';

export interface RunFailure extends Readonly<FailureWords> {
  readonly branchId: string;
  readonly kind: RunKind;
  readonly runId: string;
  /** The same for all runs that one act would help, of whatever branch. */
  readonly fingerprint: string;
  readonly technical: FailureTechnical | null;
  readonly payload: unknown;
  /** `retrying` while the queue tries again by itself. */
  readonly status: 'open' | 'retrying';
}

/**
 * Records that a run itself could not go on: one standing failure per branch and kind, updated each time. What stood for another reason is over:
 * the run met this one instead.
 */
export async function recordRunFailure(db: Database | Transaction, failure: RunFailure): Promise<void> {
  await db
    .update(failures)
    .set(resolved)
    .where(
      and(
        standingFor(failure.branchId, failure.kind),
        or(ne(failures.code, failure.code), ne(failures.fingerprint, failure.fingerprint)),
      ),
    );
  await putStandingFailures(db, [failure]);
}

/** A run of this kind came through: what had stopped the branch's earlier ones is over. */
export async function resolveRunFailures(db: Database | Transaction, branchId: string, kind: RunKind): Promise<void> {
  await db.update(failures).set(resolved).where(standingFor(branchId, kind));
}

/** Nobody tries again by himself any more what a run of this kind was stopped by: it waits for the next run, or for a person. */
export async function leaveRunFailuresOpen(db: Database | Transaction, branchId: string, kind: RunKind): Promise<void> {
  await db
    .update(failures)
    .set({ status: 'open' })
    .where(and(standingFor(branchId, kind), eq(failures.status, 'retrying')));
}

const resolved = { status: 'resolved' as const, resolvedAt: sql`now()` };

/** What stopped runs of a kind as a whole. */
function standingFor(branchId: string, kind: RunKind) {
  return and(
    eq(failures.branchId, branchId),
    eq(failures.kind, kind),
    isNull(failures.orderId),
    isNull(failures.remoteModel),
    ne(failures.code, clockWarning.code),
    inArray(failures.status, ['open', 'retrying']),
  );
}
