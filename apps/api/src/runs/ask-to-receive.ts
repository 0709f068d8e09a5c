import type { ReceiveInput, RunAccepted } from '@branch-sync/contract';
import { type Actor, type Branch, recordAudit } from '@branch-sync/db';
import { requestRun } from '@branch-sync/sync';
import type { ApiDeps } from '../api-deps.ts';

/** Queues a receive by hand, or gives the run that stands for the same wish. Throws `IdempotencyConflictError`. */
export async function askToReceive(
  deps: ApiDeps,
  actor: Actor,
  branch: Branch,
  request: ReceiveInput,
  idempotencyKey: string | null,
): Promise<RunAccepted> {
  const { runId, created } = await requestRun(deps, {
    branchId: branch.id,
    branchCode: branch.code,
    kind: 'receive',
    trigger: 'manual',
    request,
    idempotencyKey,
  });
  if (created) {
    await recordAudit(deps.db, actor, { action: 'branch.receive', subject: `branch:${branch.code}`, detail: { runId } });
  }
  return { runId };
}
