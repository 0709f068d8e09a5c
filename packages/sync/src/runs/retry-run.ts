import { type Actor, type Branch, type Database, findRunOfKey, ordersLeftFailed, type Run, recordAudit } from '@branch-sync/db';
import type { Queues } from '@branch-sync/queue';
import { maxOrderIds } from '../receive/receive-request.ts';
import { requestRun } from './request-run.ts';
import { RunConflictError } from './run-conflict-error.ts';

export interface RetryAsk {
  readonly run: Run;
  readonly branch: Branch;
  readonly idempotencyKey: string | null;
}

/**
 * Makes a new run of what another one did not do: of a failed or cancelled one the whole, of a partial one the orders that are still failed. The same
 * idempotency key gives the same run. Throws `RunConflictError` where there is nothing to do again, or not yet.
 */
export async function retryRun(
  deps: { readonly db: Database; readonly queues: Queues },
  actor: Actor,
  { run, branch, idempotencyKey }: RetryAsk,
): Promise<{ runId: string }> {
  const wish = {
    branchId: branch.id,
    kind: run.kind,
    idempotencyKey: idempotencyKey === null ? null : `retry ${run.id} ${idempotencyKey}`,
  };
  // Looked up first: what is left of the run changes with what its first retry has done.
  const made = await findRunOfKey(deps.db, wish);
  if (made !== undefined) return { runId: made.id };
  if (branch.archivedAt !== null) {
    throw new RunConflictError('branch.archived', `Branch "${branch.code}" is archived: nothing is run for it any more.`);
  }
  const { runId, created } = await requestRun(deps, {
    ...wish,
    branchCode: branch.code,
    trigger: 'retry',
    request: await whatIsLeft(deps.db, run),
    requestId: actor.requestId,
  });
  if (created) {
    await recordAudit(deps.db, actor, { action: 'run.retry', subject: `run:${run.id}`, detail: { branch: branch.code, runId } });
  }
  return { runId };
}

async function whatIsLeft(db: Database, run: Run): Promise<Run['request']> {
  switch (run.status) {
    case 'queued':
    case 'running':
      throw new RunConflictError('run.not_over', `This run is not over (${run.status}). Wait for its end, or cancel it first.`);
    case 'succeeded':
      throw new RunConflictError('run.nothing_to_retry', 'This run succeeded: there is nothing of it to do again.');
    case 'failed':
    case 'cancelled':
      return run.request;
    case 'partial':
      // Only receive leaves a part of its work undone.
      return run.kind === 'receive' ? { orderIds: await failedOrders(db, run.id) } : run.request;
  }
}

async function failedOrders(db: Database, runId: string): Promise<number[]> {
  const orderIds = await ordersLeftFailed(db, runId, maxOrderIds + 1);
  if (orderIds.length === 0) {
    throw new RunConflictError(
      'run.nothing_to_retry',
      'None of this run’s orders is left to retry: they have come in since, or a later run has tried them again.',
    );
  }
  if (orderIds.length > maxOrderIds) {
    throw new RunConflictError(
      'run.too_much_to_retry',
      `More than ${maxOrderIds} orders of this run are left. Receive the branch with "since" instead: that takes any number.`,
    );
  }
  return orderIds;
}
