import type { Catalogues } from './catalogues.ts';
import type { FailedOrder } from './failed-order.ts';
import { type LoadOutcome, loadOrders } from './load-orders.ts';
import type { PosOrder } from './pos-order.ts';
import type { ReceiveContext } from './receive-context.ts';
import { resolveOrders } from './resolve-order.ts';
import type { OrderProblem } from './resolved-order.ts';

/** What became of orders: those that are in central, and why the others are not, with the rows that central refused. */
export interface ResolveAndLoadOutcome {
  readonly loaded: LoadOutcome['loaded'];
  readonly failed: readonly FailedOrder[];
}

/**
 * Steps 4 to 6 for a batch. Where central says that a record is not there which was resolved to, products and taxes are asked anew, and the orders
 * tried once more; only then it is their failure. Throws `OdooError`.
 */
export async function resolveAndLoad(
  context: ReceiveContext,
  catalogues: Catalogues,
  orders: readonly PosOrder[],
): Promise<ResolveAndLoadOutcome> {
  const first = await tryOnce(context, catalogues, orders);
  const contradictions = first.refused.filter(({ isMissingRecord, problem }) => isMissingRecord && isNews(catalogues, problem));
  if (contradictions.length === 0) return toOutcome(first);
  for (const { problem } of contradictions) catalogues.askedAnewFor.add(problem.fingerprint);
  const again = contradictions.map(({ resolved }) => resolved.order);
  await Promise.all([catalogues.products.askAnew(again), catalogues.taxes.askAnew()]);
  const second = await tryOnce(context, catalogues, again);
  return toOutcome({
    loaded: [...first.loaded, ...second.loaded],
    unresolved: [...first.unresolved, ...second.unresolved],
    refused: [...first.refused.filter((refusal) => !contradictions.includes(refusal)), ...second.refused],
  });
}

/** One answer is worth one question: what central says again in the same run is believed. */
function isNews({ askedAnewFor }: Catalogues, { fingerprint }: OrderProblem): boolean {
  return !askedAnewFor.has(fingerprint);
}

async function tryOnce(context: ReceiveContext, catalogues: Catalogues, orders: readonly PosOrder[]) {
  const resolutions = await resolveOrders(context, catalogues, orders);
  const resolved = resolutions.flatMap((resolution) => (resolution.kind === 'resolved' ? [resolution.resolved] : []));
  const unresolved = resolutions.flatMap((resolution) => (resolution.kind === 'failed' ? [resolution] : []));
  return { unresolved, ...(await loadOrders(context, resolved)) };
}

function toOutcome({ loaded, unresolved, refused }: Awaited<ReturnType<typeof tryOnce>>): ResolveAndLoadOutcome {
  const failed = refused.map(({ resolved: { order }, problem, sent }) => ({ order, problems: [problem], sent }));
  return { loaded, failed: [...unresolved, ...failed] };
}
