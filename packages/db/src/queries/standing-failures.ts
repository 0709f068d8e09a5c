import { sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { Database, Transaction } from '../connect.ts';
import { failures } from '../schema/failures.ts';

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
> & { readonly status: 'open' | 'retrying' };

/** Inserts failures; the same thing failing again is the same row with one more attempt and the newest words. */
export async function putStandingFailures(db: Database | Transaction, rows: readonly NewFailure[]): Promise<void> {
  if (rows.length === 0) return;
  await db
    .insert(failures)
    .values(rows.map((row) => ({ id: uuidv7(), ...row })))
    .onConflictDoUpdate({
      target: [failures.branchId, failures.sameness],
      targetWhere: sql`status in ('open', 'retrying')`,
      set: {
        attempts: sql`${failures.attempts} + 1`,
        status: sql`excluded.status`,
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
        lastSeenAt: sql`now()`,
      },
    });
}
