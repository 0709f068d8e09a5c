import { and, inArray, lt, type SQL, sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { Database, Transaction } from '../connect.ts';
import { failures } from '../schema/failures.ts';

/** A catalogue code and its texts, filled. */
export type FailureWords = Pick<typeof failures.$inferSelect, 'code' | 'class' | 'message' | 'title' | 'fix'>;

/** A failure to be written; what stands in the table for the same thing is this one failing again. */
export type NewFailure = Pick<
  typeof failures.$inferInsert,
  | 'branchId'
  | 'kind'
  | 'runId'
  | 'orderId'
  | 'code'
  | 'class'
  | 'title'
  | 'message'
  | 'fix'
  | 'fingerprint'
  | 'causeModel'
  | 'causeRemoteId'
  | 'technical'
  | 'payload'
  | 'remoteModel'
  | 'remoteId'
  | 'centralModel'
  | 'centralId'
> & { readonly status: 'open' | 'retrying'; readonly retryAt?: SQL | null };

/**
 * Inserts failures; the same thing failing again is the same row with one more attempt and the newest words. What somebody has dismissed stays so,
 * and what a run is to try again because somebody asked stays `retrying` until that run has tried it.
 */
export async function putStandingFailures(db: Database | Transaction, rows: readonly NewFailure[]): Promise<void> {
  const audible = await withoutDismissed(db, rows);
  if (audible.length === 0) return;
  await db
    .insert(failures)
    .values(audible.map((row) => ({ id: uuidv7(), ...row })))
    .onConflictDoUpdate({
      target: [failures.branchId, failures.sameness],
      targetWhere: sql`status in ('open', 'retrying')`,
      set: {
        attempts: sql`${failures.attempts} + 1`,
        status: sql`case when ${failures.status} = 'retrying' and ${failures.retryRunId} <> excluded.run_id then 'retrying' else excluded.status end`,
        runId: sql`excluded.run_id`,
        orderId: sql`excluded.order_id`,
        class: sql`excluded.class`,
        title: sql`excluded.title`,
        message: sql`excluded.message`,
        fix: sql`excluded.fix`,
        causeModel: sql`excluded.cause_model`,
        causeRemoteId: sql`excluded.cause_remote_id`,
        technical: sql`excluded.technical`,
        payload: sql`excluded.payload`,
        retryAt: sql`excluded.retry_at`,
        lastSeenAt: sql`now()`,
      },
    });
}

/** Resolves what of these stood before this transaction and was not seen again in it, dismissed ones too. */
export async function resolveEarlier(tx: Transaction, ofThese: SQL): Promise<void> {
  await tx
    .update(failures)
    .set({ status: 'resolved', resolvedAt: sql`now()` })
    .where(and(ofThese, inArray(failures.status, ['open', 'retrying', 'dismissed']), lt(failures.lastSeenAt, sql`now()`)));
}

/**
 * Those of the failures that nobody has dismissed; of the others it is only counted that they came again. What stops a run as a whole is not
 * silenced: each run is news.
 */
async function withoutDismissed(db: Database | Transaction, rows: readonly NewFailure[]): Promise<readonly NewFailure[]> {
  const asked = rows.flatMap((row, index) =>
    row.orderId || row.centralId
      ? [
          {
            ...{ index, branch_id: row.branchId, code: row.code, fingerprint: row.fingerprint },
            ...{ order_id: row.orderId ?? null, central_model: row.centralModel ?? null, central_id: row.centralId ?? null },
          },
        ]
      : [],
  );
  if (asked.length === 0) return rows;
  const silenced = await db.execute<{ index: number }>(sql`
    update ${failures} set attempts = ${failures.attempts} + 1, last_seen_at = now()
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as again
      (index integer, branch_id uuid, code text, fingerprint text, order_id uuid, central_model text, central_id integer)
    where ${failures.branchId} = again.branch_id and ${failures.status} = 'dismissed'
      and ${failures.code} = again.code and ${failures.fingerprint} = again.fingerprint
      and (${failures.orderId} = again.order_id
        or (${failures.centralModel} = again.central_model and ${failures.centralId} = again.central_id))
    returning again.index`);
  const indexes = new Set([...silenced].map(({ index }) => index));
  return rows.filter((_, index) => !indexes.has(index));
}
