import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Database, Transaction } from '../connect.ts';
import { type FailureClass, failures } from '../schema/failures.ts';
import type { RunKind } from '../schema/runs.ts';
import { putStandingFailures } from './standing-failures.ts';

export interface RunFailure {
  readonly branchId: string;
  readonly kind: RunKind;
  readonly runId: string;
  readonly code: string;
  readonly class: FailureClass;
  readonly message: string;
  readonly fix: string;
  readonly payload: unknown;
  /** `retrying` while the queue tries again by itself. */
  readonly status: 'open' | 'retrying';
}

/** Records that a run itself could not go on: one standing failure per branch, kind and code, updated each time. */
export async function recordRunFailure(db: Database | Transaction, failure: RunFailure): Promise<void> {
  await putStandingFailures(db, [{ ...failure, fingerprint: failure.kind }]);
}

/** A run of this kind came through: what had stopped the branch's earlier ones is over. */
export async function resolveRunFailures(db: Database | Transaction, branchId: string, kind: RunKind): Promise<void> {
  await db
    .update(failures)
    .set({ status: 'resolved', resolvedAt: sql`now()` })
    .where(
      and(
        eq(failures.branchId, branchId),
        eq(failures.kind, kind),
        isNull(failures.orderId),
        isNull(failures.remoteModel),
        inArray(failures.status, ['open', 'retrying']),
      ),
    );
}
