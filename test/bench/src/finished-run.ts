import { setTimeout as pause } from 'node:timers/promises';
import { findRunWithBranch, type Run, type RunKind } from '@branch-sync/db';
import { requestRun } from '@branch-sync/sync';
import type { Product } from './product.ts';

const askEveryMs = 100;

/** A run that is over, and when: by Postgres's clock. */
export type FinishedRun = Run & { readonly finishedAt: Date };

/** Asks for a run as the API does and waits until a worker has ended it, whichever way. */
export async function finishedRun(
  { db, queues, branches }: Product,
  ask: { readonly branchName: string; readonly kind: RunKind; readonly request?: Readonly<Record<string, unknown>> },
  signal: AbortSignal,
): Promise<FinishedRun> {
  const branch = branches.get(ask.branchName);
  if (branch === undefined) throw new RangeError(`There is no branch “${ask.branchName}”.`);
  const { runId } = await requestRun(
    { db, queues },
    {
      ...{ branchId: branch.id, branchCode: branch.code, kind: ask.kind, trigger: 'manual' },
      ...{ request: ask.request ?? {}, idempotencyKey: null },
    },
  );
  for (;;) {
    await pause(askEveryMs, undefined, { signal }).catch(() => signal.throwIfAborted());
    const found = await findRunWithBranch(db, runId);
    if (found?.run.finishedAt) return { ...found.run, finishedAt: found.run.finishedAt };
  }
}

/** From the run's row to its end, the way through the queue included. Milliseconds. */
export function wallMsOf({ createdAt, finishedAt }: FinishedRun): number {
  return finishedAt.getTime() - createdAt.getTime();
}
