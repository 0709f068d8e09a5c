import { phase } from '../runs/phase.ts';
import type { Batch } from './batches.ts';
import type { Catalogues } from './catalogues.ts';
import { setAsideCopies } from './drop-settled.ts';
import type { FailedOrder } from './failed-order.ts';
import { type LoadOutcome, loadOrders } from './load-orders.ts';
import type { PosOrder } from './pos-order.ts';
import type { ReceiveContext } from './receive-context.ts';
import type { BatchOutcome } from './record-outcome.ts';
import { resolveOrders } from './resolve-order.ts';
import type { Resolution } from './resolved-order.ts';

/** A batch whose orders are resolved: it can be loaded. */
export interface ReadyBatch extends Pick<Batch, 'alreadyThere' | 'lastId'>, Pick<BatchOutcome, 'broughtElsewhere'> {
  readonly resolutions: readonly Resolution[];
  /** For which contradictions everything had been asked anew before. */
  readonly askedAnewFor: ReadonlySet<string>;
}

/** A batch of which central has what it took: those orders' ids, and why the others are not there. */
export interface LoadedBatch extends Pick<Batch, 'lastId'>, Omit<BatchOutcome, 'checked'>, Pick<LoadOutcome, 'loaded'> {}

/** Step 4 for a batch. */
export async function resolveBatch(
  context: ReceiveContext,
  catalogues: Catalogues,
  { orders, alreadyThere, lastId }: Batch,
): Promise<ReadyBatch> {
  const askedAnewFor = new Set(catalogues.askedAnewFor);
  const { here, elsewhere } = await setAsideCopies(context, orders);
  const resolutions = await resolveOrders(context, catalogues, here);
  return { alreadyThere, lastId, broughtElsewhere: elsewhere, resolutions, askedAnewFor };
}

/**
 * Steps 5 and 6 for a batch. Where central says that a record is not there which was resolved to, products and taxes are asked anew, and the orders
 * tried once more; only then it is their failure. Throws `OdooError`.
 */
export async function loadBatch(
  context: ReceiveContext,
  catalogues: Catalogues,
  { resolutions, askedAnewFor, ...batch }: ReadyBatch,
): Promise<LoadedBatch> {
  const { loaded, unresolved, refused } = await phase(context, 'load into central', () =>
    loadTwiceIfContradicted(context, catalogues, resolutions, askedAnewFor),
  );
  const failed: FailedOrder[] = refused.map(({ resolved: { order }, problem, sent }) => ({ order, problems: [problem], sent }));
  return { ...batch, loaded, failed: [...unresolved, ...failed] };
}

interface Tried extends LoadOutcome {
  readonly unresolved: readonly FailedOrder[];
}

async function loadTwiceIfContradicted(
  context: ReceiveContext,
  catalogues: Catalogues,
  resolutions: readonly Resolution[],
  askedAnewFor: ReadonlySet<string>,
): Promise<Tried> {
  const first = await loadResolved(context, resolutions);
  const contradictions = first.refused.filter(
    ({ isMissingRecord, problem }) => isMissingRecord && !askedAnewFor.has(problem.fingerprint),
  );
  if (contradictions.length === 0) return first;
  const again = contradictions.map(({ resolved }) => resolved.order);
  const second = await loadResolved(context, await resolveAnew(context, catalogues, again));
  // One answer is worth one question: what central says again of a batch that was resolved from now on is believed.
  for (const { problem } of contradictions) catalogues.askedAnewFor.add(problem.fingerprint);
  return {
    loaded: [...first.loaded, ...second.loaded],
    unresolved: [...first.unresolved, ...second.unresolved],
    refused: [...first.refused.filter((refusal) => !contradictions.includes(refusal)), ...second.refused],
  };
}

async function resolveAnew(context: ReceiveContext, catalogues: Catalogues, orders: readonly PosOrder[]): Promise<Resolution[]> {
  await Promise.all([catalogues.products.askAnew(orders), catalogues.taxes.askAnew()]);
  return resolveOrders(context, catalogues, orders);
}

async function loadResolved(context: ReceiveContext, resolutions: readonly Resolution[]): Promise<Tried> {
  const resolved = resolutions.flatMap((resolution) => (resolution.kind === 'resolved' ? [resolution.resolved] : []));
  const unresolved = resolutions.flatMap((resolution) => (resolution.kind === 'failed' ? [resolution] : []));
  return { unresolved, ...(await loadOrders(context, resolved)) };
}
