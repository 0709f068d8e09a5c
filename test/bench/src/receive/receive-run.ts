import { setTimeout as pause } from 'node:timers/promises';
import { findRunWithBranch, type Run } from '@branch-sync/db';
import { requestRun } from '@branch-sync/sync';
import type { Product } from '../product.ts';

/** What a run through queue and worker took. */
export interface ReceivedOrders {
  /** From the run's row to its end, by Postgres's clock: the way through the queue included. */
  readonly wallMs: number;
  /** What of it the run's clients waited for Odoo (see receive-figures.ts for what that means). */
  readonly odooWaitedMs: number;
}

const askEveryMs = 100;

/**
 * Asks for a run as the API does and waits until a worker has brought in all of the branch's orders. Throws where the run
 * ends in any other way.
 */
export async function receiveAll(
  { db, queues, branches }: Product,
  branchName: string,
  orders: number,
  signal: AbortSignal,
): Promise<ReceivedOrders> {
  const branch = branches.get(branchName);
  if (branch === undefined) throw new RangeError(`There is no branch “${branchName}”.`);
  const { runId } = await requestRun(
    { db, queues },
    { branchId: branch.id, branchCode: branch.code, kind: 'receive', trigger: 'manual', request: {}, idempotencyKey: null },
  );
  for (;;) {
    await pause(askEveryMs, undefined, { signal }).catch(() => signal.throwIfAborted());
    const found = await findRunWithBranch(db, runId);
    if (found?.run.finishedAt) return outcomeOf(found.run, orders, found.run.finishedAt);
  }
}

function outcomeOf(run: Run, orders: number, finishedAt: Date): ReceivedOrders {
  // A run that was tried twice, or left something out, measures something else.
  if (run.status !== 'succeeded' || run.imported !== orders || run.attempts !== 1) {
    const { status, attempts, seen, imported, failed, error } = run;
    throw new Error(
      `The run did not bring in ${orders} orders: ${JSON.stringify({ status, attempts, seen, imported, failed, error })}`,
    );
  }
  return { wallMs: finishedAt.getTime() - run.createdAt.getTime(), odooWaitedMs: run.odooWaitedMs };
}
