import type { ReceiveInput, ReconcileInput, RunAccepted } from '@branch-sync/contract';
import { type Actor, type Branch, recordAudit } from '@branch-sync/db';
import { type PushRequest, requestRun } from '@branch-sync/sync';
import type { ApiDeps } from '../api-deps.ts';

/** What somebody asks for by hand. */
type Wish =
  | { readonly kind: 'receive'; readonly request: ReceiveInput }
  | { readonly kind: 'push'; readonly request: PushRequest; readonly goesFirst: boolean }
  | { readonly kind: 'reconcile'; readonly request: ReconcileInput };

/** Queues a run by hand, or gives the one that stands for the same wish. Throws `IdempotencyConflictError`. */
export async function askForRun(
  deps: ApiDeps,
  actor: Actor,
  branch: Branch,
  wish: Wish,
  idempotencyKey: string | null,
): Promise<RunAccepted> {
  const { kind, request } = wish;
  const { runId, created } = await requestRun(deps, {
    branchId: branch.id,
    branchCode: branch.code,
    kind,
    trigger: 'manual',
    request,
    idempotencyKey,
    requestId: actor.requestId,
    goesFirst: wish.kind === 'push' && wish.goesFirst,
  });
  if (created) {
    await recordAudit(deps.db, actor, { action: `branch.${kind}`, subject: `branch:${branch.code}`, detail: { runId } });
  }
  return { runId };
}
