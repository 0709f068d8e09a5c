import { createHash } from 'node:crypto';
import { type Database, insertRun, type RunKind, type RunTrigger, tryCircuitNow } from '@branch-sync/db';
import { enqueueRunNow, type Queues } from '@branch-sync/queue';

/** What is asked for. `request` is the kind's own wish (`since`, `orderIds`, ...), checked by the caller. */
export interface RunRequestInput {
  readonly branchId: string;
  readonly branchCode: string;
  readonly kind: RunKind;
  readonly trigger: RunTrigger;
  readonly request: Readonly<Record<string, unknown>>;
  readonly idempotencyKey: string | null;
  /** The HTTP request that asks for it; left out where none does. */
  readonly requestId?: string | null;
  /** It goes before what others have queued. */
  readonly goesFirst?: boolean;
}

/** The same idempotency key came with another wish. */
export class IdempotencyConflictError extends Error {
  override readonly name = 'IdempotencyConflictError';
  constructor() {
    super('This Idempotency-Key was used for another request. Use a new key for a new request.');
  }
}

/**
 * Creates a run that somebody asks for and enqueues it, ahead of whatever the branch's jobs wait for. The row is committed first: a queue that does not answer delays the run, it does not lose
 * it. The same idempotency key, or the same wish still waiting, gives back the run that is there (`created: false`).
 * Throws `IdempotencyConflictError`.
 */
export async function requestRun(
  deps: { readonly db: Database; readonly queues: Queues },
  ask: RunRequestInput,
): Promise<{ runId: string; created: boolean }> {
  const { run, created } = await insertRun(deps.db, ask);
  if (!created && ask.idempotencyKey !== null && run.idempotencyKey === ask.idempotencyKey) {
    if (fingerprint(run.request) !== fingerprint(ask.request)) throw new IdempotencyConflictError();
  }
  if (run.status === 'queued') {
    // Who asks by hand knows more than the circuit does: the branch is tried now.
    await tryCircuitNow(deps.db, { branchId: ask.branchId });
    // A missing job is made again by the next run's end or by the planner; the caller's run is safe in Postgres.
    const { kind, branchId, branchCode } = ask;
    await enqueueRunNow(deps.queues, { id: run.id, kind, branchId, branchCode, goesFirst: run.goesFirst }).catch(() => false);
  }
  return { runId: run.id, created };
}

function fingerprint(request: Readonly<Record<string, unknown>>): string {
  const sorted = Object.entries(request).sort(([a], [b]) => a.localeCompare(b));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex');
}
