import type { ReceiveInput, ReconcileInput, RunAccepted } from '@branch-sync/contract';
import { type Actor, type Branch, shortened } from '@branch-sync/db';
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
  const ask = {
    branchId: branch.id,
    branchCode: branch.code,
    kind,
    trigger: 'manual' as const,
    request,
    idempotencyKey,
    goesFirst: wish.kind === 'push' && wish.goesFirst,
  };
  const entry = { action: actionOf(wish), subject: `branch:${branch.code}`, detail: { request: shortened(request) } };
  const { runId } = await requestRun(deps, ask, { actor, entry });
  return { runId };
}

/** A preview writes nothing; that it was confirmed shows in the push by its `previewId`. */
function actionOf(wish: Wish): string {
  return wish.kind === 'push' && wish.request.dryRun === true ? 'branch.push_preview' : `branch.${wish.kind}`;
}
