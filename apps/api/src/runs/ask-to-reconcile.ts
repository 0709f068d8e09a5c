import type { ReconcileInput, RunAccepted } from '@branch-sync/contract';
import { type Actor, type Branch, recordAudit } from '@branch-sync/db';
import { requestRun } from '@branch-sync/sync';
import type { ApiDeps } from '../api-deps.ts';

/** Queues a reconcile by hand, or gives the run that stands for the same wish. Throws `IdempotencyConflictError`. */
export async function askToReconcile(
  deps: ApiDeps,
  actor: Actor,
  branch: Branch,
  request: ReconcileInput,
  idempotencyKey: string | null,
): Promise<RunAccepted> {
  const { runId, created } = await requestRun(deps, {
    branchId: branch.id,
    branchCode: branch.code,
    kind: 'reconcile',
    trigger: 'manual',
    request,
    idempotencyKey,
  });
  if (created) {
    await recordAudit(deps.db, actor, { action: 'branch.reconcile', subject: `branch:${branch.code}`, detail: { runId } });
  }
  return { runId };
}
