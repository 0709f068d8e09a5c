import type { ReceiveMissingAccepted, ReceiveMissingInput } from '@branch-sync/contract';
import { type Actor, type Branch, type FindingKind, ordersOfFindings } from '@branch-sync/db';
import type { ApiDeps } from '../api-deps.ts';
import { askForRun } from './ask-for-run.ts';

/** What one run takes, and what one call does. */
const ordersPerRun = 10_000;
const ordersAtMost = 100_000;

/**
 * Queues receives of all orders that the days' last comparison has found missing, and with `reimport` of those that were deleted in central. What
 * has come in since is left as it is. Throws `IdempotencyConflictError`.
 */
export async function askToReceiveMissing(
  deps: ApiDeps,
  actor: Actor,
  branch: Branch,
  { from, to, reimport }: ReceiveMissingInput,
  idempotencyKey: string | null,
): Promise<ReceiveMissingAccepted> {
  const kinds: FindingKind[] = reimport ? ['missing', 'deleted'] : ['missing'];
  const orderIds = await ordersOfFindings(deps.db, branch.id, { from, to }, kinds, ordersAtMost);
  const runIds: string[] = [];
  for (let first = 0; first < orderIds.length; first += ordersPerRun) {
    const request = { orderIds: orderIds.slice(first, first + ordersPerRun), ...(reimport ? { reimport: true as const } : {}) };
    const key = idempotencyKey === null ? null : `missing ${first} ${idempotencyKey}`;
    runIds.push((await askForRun(deps, actor, branch, { kind: 'receive', request }, key)).runId);
  }
  return { runIds, orders: orderIds.length };
}
