import { readReceiveCursor } from '@branch-sync/db';
import { phase } from '../runs/phase.ts';
import { RunCancelledError, RunPausedError } from '../runs/run-interrupted.ts';
import { type Batch, batchesOf } from './batches.ts';
import { type Catalogues, createCatalogues, prepareCatalogues } from './catalogues.ts';
import { checkTotals } from './check-totals.ts';
import { createCustomers } from './create-customers.ts';
import { dropSettled, setAsideCopies } from './drop-settled.ts';
import type { RoundingMethods } from './explain-difference.ts';
import { failureRows } from './failed-order.ts';
import { followProgress } from './progress.ts';
import { readOrderDetails, readOrderPages } from './read-orders.ts';
import type { ReceiveContext } from './receive-context.ts';
import { openWindow } from './receive-window.ts';
import { type BatchOutcome, recordMove, recordOutcome } from './record-outcome.ts';
import { resolveAndLoad } from './resolve-and-load.ts';
import { askRoundingMethods } from './rounding-methods.ts';

/** Orders read at once: three calls a page, and a few megabytes. */
const pageSize = 500;

/**
 * Brings a branch's new POS orders into central as draft Sales Orders. The lease is held by the caller (step 1); every
 * batch ends in one transaction, so that whatever ends this function, nothing is lost and nothing is doubled. Throws
 * `OdooError`, `LeaseLostError`, `RunPausedError` and `RunCancelledError`.
 */
export async function receive(context: ReceiveContext): Promise<void> {
  const window = openWindow(context, await readReceiveCursor(context.db, context.branch.id));
  const catalogues = createCatalogues(context, (customers) => createCustomers(context, customers));
  const roundingMethods = askRoundingMethods(context);
  const progress = followProgress(context);

  for await (const heads of readOrderPages(context, window.selection, window.afterId, pageSize)) {
    if (heads.length === pageSize) await progress.expect(window);
    const { fresh, countsAsThere } = await dropSettled(context, heads);
    const orders = await phase(context, 'read orders', () => readOrderDetails(context, fresh));
    await phase(context, 'read what they name', () => prepareCatalogues(catalogues, orders));
    for (const batch of batchesOf(heads, orders, countsAsThere, context.batchSize)) {
      if (await context.shouldPause()) throw new RunPausedError('Paused.');
      const outcome = await receiveBatch(context, catalogues, roundingMethods, batch);
      const { counts, isCancelRequested } = await phase(context, 'record', () =>
        recordOutcome(context, catalogues, outcome, window.moveTo(batch.lastId)),
      );
      progress.tell(counts);
      tellTally(context, outcome);
      if (isCancelRequested) throw new RunCancelledError('Called off.');
      await context.onRecorded();
    }
  }
  await recordMove(context, window.moveThrough());
}

function tellTally({ tally }: ReceiveContext, { checked, failed }: BatchOutcome): void {
  if (checked.length > 0) tally?.imported(checked.length);
  for (const { code } of failed.flatMap(failureRows)) tally?.failed(code);
}

/** Steps 4 to 7 for one batch: resolve, load, compare. Nothing is recorded yet. */
async function receiveBatch(
  context: ReceiveContext,
  catalogues: Catalogues,
  roundingMethods: RoundingMethods,
  batch: Batch,
): Promise<BatchOutcome> {
  const { here, elsewhere } = await setAsideCopies(context, batch.orders);
  const { loaded, failed } = await phase(context, 'load into central', () => resolveAndLoad(context, catalogues, here));
  const checked = await phase(context, 'check totals', () => checkTotals(context, loaded, roundingMethods));
  if (checked.some(({ flag }) => flag?.code === 'total.currency')) catalogues.currency.forget();
  return {
    checked,
    failed,
    broughtElsewhere: elsewhere,
    alreadyThere: batch.alreadyThere,
  };
}
