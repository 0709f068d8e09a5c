import type { Run } from '@branch-sync/db';
import { push } from '../push/push.ts';
import { pushContextOf } from '../push/push-context-of.ts';
import { receive } from '../receive/receive.ts';
import { receiveRequestSchema } from '../receive/receive-request.ts';
import { reconcile } from '../reconcile/reconcile.ts';
import { reconcileRequestSchema } from '../reconcile/reconcile-request.ts';
import type { RunAttempt } from './attempt.ts';
import type { RunContext } from './run-context.ts';

/**
 * Does what a run is for, by its kind. Throws `OdooError`, `LeaseLostError`, `RunPausedError`, `RunCancelledError`, and zod's error for a wish
 * that no version of ours has written.
 */
export async function workOfKind(run: Run, { failedBefore }: RunAttempt, context: RunContext): Promise<void> {
  switch (run.kind) {
    case 'receive':
      return receive({
        ...context,
        request: receiveRequestSchema.parse(run.request),
        resumeAfterId: run.resumeAfterId,
        countsBefore: run,
        expected: run.expected,
        failedBefore,
      });
    case 'reconcile':
      return reconcile({ ...context, request: reconcileRequestSchema.parse(run.request), countsBefore: run });
    case 'push':
      return push(await pushContextOf(run, context));
  }
}
