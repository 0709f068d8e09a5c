import { addCounts, noCounts, type RunCounts, readReceiveCursor } from '@branch-sync/db';
import { type Batch, batchesOf } from './batches.ts';
import { checkTotals, type RoundingMethods } from './check-totals.ts';
import { dropSettled, setAsideCopies } from './drop-settled.ts';
import { loadOrders } from './load-orders.ts';
import { askRoundingMethods, readPricelistCurrency } from './money-settings.ts';
import { readOrderDetails, readOrderPages } from './read-orders.ts';
import type { ReceiveContext } from './receive-context.ts';
import { openWindow } from './receive-window.ts';
import { type BatchOutcome, recordCursor, recordOutcome } from './record-outcome.ts';
import { type Catalogues, resolveOrders } from './resolve-order.ts';
import { createProductCatalogue } from './resolve-products.ts';
import { createTaxCatalogue } from './resolve-taxes.ts';

/** Orders read at once: three calls a page, and a few megabytes. */
const pageSize = 500;

/** The run ended before its window was through, because the worker stops: another goes on from the cursor. */
export class ReceiveInterruptedError extends Error {
  override readonly name = 'ReceiveInterruptedError';
  constructor() {
    super('The worker is stopping; the run goes on elsewhere from where it is.');
  }
}

/**
 * Brings a branch's new POS orders into central as draft Sales Orders. The lease is held by the caller (step 1); every
 * batch ends in one transaction, so that whatever ends this function, nothing is lost and nothing is doubled. Throws
 * `OdooError`, `LeaseLostError` and `ReceiveInterruptedError`.
 */
export async function receive(context: ReceiveContext): Promise<void> {
  const window = openWindow(context, await readReceiveCursor(context.db, context.branch.id));
  const catalogues: Catalogues = {
    products: createProductCatalogue(context),
    taxes: createTaxCatalogue(context),
    pricelistCurrency: await readPricelistCurrency(context),
    unmappedCashiers: new Set(),
  };
  const roundingMethods = askRoundingMethods(context);
  let total = noCounts;

  for await (const heads of readOrderPages(context, window.selection, window.afterId, pageSize)) {
    const { fresh, countsAsThere } = await dropSettled(context, heads);
    const orders = await readOrderDetails(context, fresh);
    await Promise.all([catalogues.products.prepare(orders), catalogues.taxes.prepare(orders)]);
    for (const batch of batchesOf(heads, orders, countsAsThere, context.batchSize)) {
      if (context.shouldStop()) throw new ReceiveInterruptedError();
      const outcome = await receiveBatch(context, catalogues, roundingMethods, batch);
      const counts = await recordOutcome(context, catalogues, outcome, window.moveTo(batch.lastId));
      total = addCounts(total, counts);
      tell(context, counts, total);
    }
  }
  await recordCursor(context, window.moveThrough());
}

/** Steps 4 to 7 for one batch: resolve, load, compare. Nothing is recorded yet. */
async function receiveBatch(
  context: ReceiveContext,
  catalogues: Catalogues,
  roundingMethods: RoundingMethods,
  batch: Batch,
): Promise<BatchOutcome> {
  const { here, elsewhere } = await setAsideCopies(context, batch.orders);
  const resolutions = await resolveOrders(context, catalogues, here);
  const resolved = resolutions.flatMap((resolution) => (resolution.kind === 'resolved' ? [resolution.resolved] : []));
  const unresolved = resolutions.flatMap((resolution) => (resolution.kind === 'failed' ? [resolution] : []));
  const { loaded, refused } = await loadOrders(context, resolved);
  return {
    checked: await checkTotals(context, loaded, roundingMethods),
    failed: [...unresolved, ...refused.map((refusal) => ({ order: refusal.resolved.order, problems: [refusal.problem] }))],
    broughtElsewhere: elsewhere,
    alreadyThere: batch.alreadyThere,
  };
}

function tell({ report }: ReceiveContext, batch: RunCounts, total: RunCounts): void {
  report.progress(total);
  const flagged = batch.flagged === 0 ? '' : `, ${batch.flagged} of them with another total`;
  const failed = batch.failed === 0 ? '' : `, ${batch.failed} failed`;
  report.line(`${batch.seen} orders: ${batch.imported} imported${flagged}, ${batch.alreadyThere} already there${failed}.`);
}
