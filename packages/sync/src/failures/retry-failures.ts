import { createHash } from 'node:crypto';
import {
  type Actor,
  claimForRetry,
  type Database,
  type FailureSelection,
  findAuditEntry,
  lockSubject,
  type RetryClaim,
  recordAudit,
  shortened,
  type Transaction,
  tryBranchesNow,
  untouchedReasons,
} from '@branch-sync/db';
import { enqueueRunNow, type Queues } from '@branch-sync/queue';
import { z } from 'zod';
import { inParallel } from '../in-parallel.ts';
import { maxOrderIds } from '../receive/receive-request.ts';
import { IdempotencyConflictError } from '../runs/request-run.ts';

const outcomeSchema = z.object({
  runs: z.array(z.object({ branchCode: z.string(), runId: z.string(), orders: z.int() })),
  failures: z.int(),
  notRetried: z.array(z.object({ reason: z.enum(untouchedReasons), failures: z.int() })),
});
/** What a retry of failures came to. */
export type RetryOutcome = z.infer<typeof outcomeSchema>;
const entrySchema = z.object({ wish: z.string(), outcome: outcomeSchema });

/** So many runs are given to the queue side by side. */
const enqueuedAtOnce = 20;

/**
 * Tries failures again: a run for each branch that takes exactly their orders. Asked again, while they are being tried or with the same idempotency
 * key, it gives the same runs. Throws `TooManyFailuresError` and `IdempotencyConflictError`.
 */
export async function retryFailures(
  deps: { readonly db: Database; readonly queues: Queues },
  actor: Actor,
  selection: FailureSelection,
  idempotencyKey: string | null,
): Promise<RetryOutcome> {
  const { outcome, claimed } = await deps.db.transaction(async (tx) => {
    const wish = createHash('sha256').update(JSON.stringify(selection)).digest('hex');
    const subject = idempotencyKey === null ? 'failures' : `failures.retry:${idempotencyKey}`;
    const before = idempotencyKey === null ? null : await outcomeOf(tx, subject, wish);
    if (before !== null) return { outcome: before, claimed: [] };
    const claim = await claimForRetry(tx, selection, maxOrderIds, actor.requestId);
    const runs = claim.runs.map(({ branchCode, id, orders }) => ({ branchCode, runId: id, orders }));
    const outcome: RetryOutcome = { runs, failures: claim.failures, notRetried: [...claim.untouched] };
    await recordAudit(tx, actor, {
      action: 'failures.retry',
      subject,
      branchId: theOneBranchOf(claim),
      detail: { selection: shortened(selection), wish, outcome },
    });
    return { outcome, claimed: claim.runs };
  });
  await enqueue(deps, claimed);
  return outcome;
}

/** What the key's first request came to; null where it is the first. The audit keeps it for ever. */
async function outcomeOf(tx: Transaction, subject: string, wish: string): Promise<RetryOutcome | null> {
  await lockSubject(tx, subject);
  const entry = await findAuditEntry(tx, subject);
  if (entry === undefined) return null;
  const found = entrySchema.parse(entry.detail);
  if (found.wish !== wish) throw new IdempotencyConflictError();
  return found.outcome;
}

function theOneBranchOf({ runs }: RetryClaim): string | null {
  const [branchId, ...others] = new Set(runs.map((run) => run.branchId));
  return branchId === undefined || others.length > 0 ? null : branchId;
}

/** The rows are committed: a queue that does not answer delays the runs. Who asks by hand knows more than a circuit does: their branches are tried now. */
async function enqueue(
  { db, queues }: { readonly db: Database; readonly queues: Queues },
  runs: RetryClaim['runs'],
): Promise<void> {
  if (runs.length === 0) return;
  await tryBranchesNow(
    db,
    runs.map(({ branchId }) => branchId),
  );
  await inParallel(runs, enqueuedAtOnce, (run) => enqueueRunNow(queues, run).catch(() => false));
}
