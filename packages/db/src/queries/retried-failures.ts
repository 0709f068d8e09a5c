import { and, eq } from 'drizzle-orm';
import type { Database, Transaction } from '../connect.ts';
import { failures } from '../schema/failures.ts';

/** A run is over: what it was to try again because somebody asked, and has not cured, waits for a person once more. */
export async function leaveRetriedOpen(db: Database | Transaction, runId: string): Promise<void> {
  await db
    .update(failures)
    .set({ status: 'open' })
    .where(and(eq(failures.retryRunId, runId), eq(failures.status, 'retrying')));
}
