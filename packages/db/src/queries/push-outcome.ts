import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Database, Transaction } from '../connect.ts';
import { failures } from '../schema/failures.ts';
import type { PushModelName } from '../schema/master-data.ts';
import { pushedRecords, pushResults } from '../schema/push.ts';
import { runs } from '../schema/runs.ts';
import { retryWaitingEverySeconds } from './due-retries.ts';
import { learnLinks } from './learn-links.ts';
import { type Lease, underLease } from './leases.ts';
import type { LearnedLink } from './mapping-lookup.ts';
import { countInRun } from './run-counts.ts';
import type { RunCounts } from './run-lifecycle.ts';
import { type FailureWords, putStandingFailures, resolveEarlier } from './standing-failures.ts';

export type PushResult = Omit<typeof pushResults.$inferInsert, 'id' | 'runId' | 'model' | 'isDone' | 'at'>;

/** A record that could not be pushed. */
export interface PushFailure extends FailureWords {
  readonly centralId: number;
  readonly remoteId: number | null;
  readonly fingerprint: string;
  readonly payload: unknown;
}

/** What became of a page of one model. */
export interface PushOutcome {
  readonly lease: Lease;
  readonly runId: string;
  readonly model: PushModelName;
  readonly results: readonly PushResult[];
  readonly pushed: readonly Omit<typeof pushedRecords.$inferInsert, 'branchId' | 'model' | 'pushedAt'>[];
  readonly learned: readonly LearnedLink[];
  readonly failures: readonly PushFailure[];
  /** Central ids whose failures are over. */
  readonly cured: readonly number[];
  /** Central ids that are the same on both sides now. */
  readonly unchanged: readonly number[];
  readonly counts: RunCounts;
  readonly resumeAfterId: number;
}

/**
 * Writes down what a page is about to change, before the branch is asked to: where the worker dies then, the log still tells what the run has done.
 * Throws `LeaseLostError`: who was taken for dead does not write.
 */
export async function announcePush(
  db: Database,
  { lease, runId, model, results }: Pick<PushOutcome, 'lease' | 'runId' | 'model' | 'results'>,
): Promise<void> {
  if (results.length === 0) return;
  await underLease(db, lease, async (tx) => {
    await tx
      .insert(pushResults)
      .values(results.map((result) => ({ runId, model, ...result, isDone: false })))
      // What an earlier attempt has announced may be done: that is what is to be told then.
      .onConflictDoNothing({ target: oneEach });
  });
}

/**
 * Records a page of a push: results, links, what was pushed, failures, counts, and where the run goes on; all of it together and only under the
 * newest lease. Gives the counts, to which belongs what an attempt that died had written, and tells whether somebody wants the run to end here. Throws
 * `LeaseLostError`.
 */
export async function recordPushOutcome(
  db: Database,
  outcome: PushOutcome,
): Promise<{ readonly counts: RunCounts; readonly isCancelRequested: boolean }> {
  return underLease(db, outcome.lease, async (tx) => {
    await writeResults(tx, outcome);
    await learnLinks(tx, outcome.lease.branchId, outcome.learned);
    await writePushed(tx, outcome);
    const counts = withWritten(outcome.counts, await finishAnnounced(tx, outcome));
    await writeFailures(tx, outcome);
    await tx.update(runs).set({ resumeModel: outcome.model }).where(eq(runs.id, outcome.runId));
    return { counts, ...(await countInRun(tx, outcome.runId, counts, outcome.resumeAfterId)) };
  });
}

const oneEach = [pushResults.runId, pushResults.model, pushResults.centralId];

async function writeResults(tx: Transaction, { runId, model, results }: PushOutcome): Promise<void> {
  const rows = results.map((result) => ({ runId, model, ...result }));
  const [same, others] = [rows.filter(({ action }) => action === 'same'), rows.filter(({ action }) => action !== 'same')];
  if (same.length > 0) await tx.insert(pushResults).values(same).onConflictDoNothing({ target: oneEach });
  if (others.length === 0) return;
  await tx
    .insert(pushResults)
    .values(others)
    .onConflictDoUpdate({
      target: oneEach,
      set: {
        remoteId: sql`excluded.remote_id`,
        name: sql`excluded.name`,
        action: unlessBegun(pushResults.action, sql`excluded.action`),
        fields: unlessBegun(pushResults.fields, sql`excluded.fields`),
        code: sql`excluded.code`,
        message: sql`excluded.message`,
        isDone: true,
      },
    });
}

/** What an attempt that died has made, and this one has completed, was made by this run: that is what is told. */
function unlessBegun(announced: PgColumn, now: SQL): SQL {
  const isBegun = sql`not ${pushResults.isDone} and ${pushResults.action} = 'create' and excluded.action = 'update'`;
  return sql`case when ${isBegun} then ${announced} else ${now} end`;
}

/** What was announced and now is the same on both sides, an attempt before this one has written; of the rest nobody knows. Gives how many. */
async function finishAnnounced(tx: Transaction, { lease, runId, model, unchanged }: PushOutcome): Promise<number> {
  if (unchanged.length === 0) return 0;
  const madeId = tx
    .select({ id: pushedRecords.remoteId })
    .from(pushedRecords)
    .where(
      and(
        eq(pushedRecords.branchId, lease.branchId),
        eq(pushedRecords.model, model),
        eq(pushedRecords.centralId, pushResults.centralId),
      ),
    );
  const finished = await tx
    .update(pushResults)
    .set({ isDone: true, remoteId: sql`coalesce(${pushResults.remoteId}, (${madeId}))` })
    .where(
      and(
        eq(pushResults.runId, runId),
        eq(pushResults.model, model),
        eq(pushResults.isDone, false),
        inArray(pushResults.centralId, [...unchanged]),
      ),
    )
    .returning({ id: pushResults.id });
  return finished.length;
}

function withWritten(counts: RunCounts, written: number): RunCounts {
  const moved = Math.min(written, counts.alreadyThere);
  return { ...counts, imported: counts.imported + moved, alreadyThere: counts.alreadyThere - moved };
}

async function writePushed(tx: Transaction, { lease, model, pushed }: PushOutcome): Promise<void> {
  if (pushed.length === 0) return;
  await tx
    .insert(pushedRecords)
    .values(pushed.map((record) => ({ branchId: lease.branchId, model, ...record })))
    .onConflictDoUpdate({
      target: [pushedRecords.branchId, pushedRecords.model, pushedRecords.centralId],
      set: {
        remoteId: sql`excluded.remote_id`,
        centralWrittenAt: sql`excluded.central_written_at`,
        remoteWrittenAt: sql`excluded.remote_written_at`,
        sent: sql`excluded.sent`,
        became: sql`excluded.became`,
        manner: sql`excluded.manner`,
        isSettled: sql`excluded.is_settled`,
        pushedAt: sql`now()`,
      },
    });
}

/** What failed stands; what stood for these records for another reason, or is mended, is over. */
async function writeFailures(tx: Transaction, outcome: PushOutcome): Promise<void> {
  const { lease, runId, model, failures: failed, cured } = outcome;
  await putStandingFailures(
    tx,
    failed.map(({ centralId, remoteId, ...failure }) => ({
      ...failure,
      retryAt: failure.class === 'waiting' ? sql`now() + make_interval(secs => ${retryWaitingEverySeconds})` : null,
      ...{ branchId: lease.branchId, kind: 'push' as const, runId, remoteModel: model, remoteId },
      ...{ centralModel: model, centralId, status: 'open' as const },
    })),
  );
  const looked = [...cured, ...failed.map(({ centralId }) => centralId)];
  if (looked.length === 0) return;
  const isOfThese = sql`${failures.branchId} = ${lease.branchId} and ${failures.centralModel} = ${model} and ${inArray(failures.centralId, looked)}`;
  await resolveEarlier(tx, isOfThese);
}
