import { eq, sql } from 'drizzle-orm';
import type { Transaction } from '../connect.ts';
import { runs } from '../schema/runs.ts';
import type { RunCounts } from './run-lifecycle.ts';

/**
 * Adds to what a run has counted, and sets where it goes on if that is given. Tells whether somebody wants it to end here: it is asked in the
 * same statement, at every border.
 */
export async function countInRun(
  tx: Transaction,
  runId: string,
  counts: RunCounts,
  resumeAfterId: number | null = null,
): Promise<{ isCancelRequested: boolean }> {
  const [run] = await tx
    .update(runs)
    .set({
      seen: sql`${runs.seen} + ${counts.seen}`,
      imported: sql`${runs.imported} + ${counts.imported}`,
      alreadyThere: sql`${runs.alreadyThere} + ${counts.alreadyThere}`,
      failed: sql`${runs.failed} + ${counts.failed}`,
      flagged: sql`${runs.flagged} + ${counts.flagged}`,
      ...(resumeAfterId === null ? {} : { resumeAfterId }),
    })
    .where(eq(runs.id, runId))
    .returning({ cancelRequestedAt: runs.cancelRequestedAt });
  return { isCancelRequested: (run?.cancelRequestedAt ?? null) !== null };
}
