import type { ReceiveMissingAccepted, ReceiveMissingInput } from '@branch-sync/contract';
import {
  type Actor,
  type Branch,
  type Database,
  type FindingKind,
  findRunOfKey,
  ordersOfFindings,
  type Run,
} from '@branch-sync/db';
import { maxOrderIds } from '@branch-sync/sync';
import type { ApiDeps } from '../api-deps.ts';
import { askForRun } from './ask-for-run.ts';

/** How many runs one call makes. */
const partsAtMost = 10;

/**
 * Queues receives of all orders that the days' last comparison has found missing, and with `reimport` of those that were deleted in central. What
 * has come in since is left as it is. The same idempotency key gives the same runs, though less may be missing by now.
 */
export async function askToReceiveMissing(
  deps: ApiDeps,
  actor: Actor,
  branch: Branch,
  wish: ReceiveMissingInput,
  idempotencyKey: string | null,
): Promise<ReceiveMissingAccepted> {
  const keyOf = (part: number) =>
    idempotencyKey === null ? null : `missing ${wish.from} ${wish.to} ${wish.reimport} ${part} ${idempotencyKey}`;
  const made = await runsOfKeys(deps.db, branch.id, keyOf);
  if (made.length > 0) return { runIds: made.map(({ id }) => id), orders: made.reduce((sum, run) => sum + ordersOf(run), 0) };
  const kinds: FindingKind[] = wish.reimport ? ['missing', 'deleted'] : ['missing'];
  const orderIds = await ordersOfFindings(deps.db, branch.id, wish, kinds, partsAtMost * maxOrderIds);
  const runIds: string[] = [];
  for (let part = 0; part * maxOrderIds < orderIds.length; part += 1) {
    const ids = orderIds.slice(part * maxOrderIds, (part + 1) * maxOrderIds);
    const request = { orderIds: ids, ...(wish.reimport ? { reimport: true as const } : {}) };
    runIds.push((await askForRun(deps, actor, branch, { kind: 'receive', request }, keyOf(part))).runId);
  }
  return { runIds, orders: orderIds.length };
}

/** The runs that the same call has made before, in order. */
async function runsOfKeys(db: Database, branchId: string, keyOf: (part: number) => string | null): Promise<Run[]> {
  const made: Run[] = [];
  for (let part = 0; part < partsAtMost; part += 1) {
    const run = await findRunOfKey(db, { branchId, kind: 'receive', idempotencyKey: keyOf(part) });
    if (run === undefined) break;
    made.push(run);
  }
  return made;
}

function ordersOf({ request }: Run): number {
  const { orderIds } = request;
  return Array.isArray(orderIds) ? orderIds.length : 0;
}
