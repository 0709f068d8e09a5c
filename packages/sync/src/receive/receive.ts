import { isCancelRequested, readReceiveCursor } from '@branch-sync/db';
import { ahead } from '../ahead.ts';
import { phase } from '../runs/phase.ts';
import { RunCancelledError, RunPausedError } from '../runs/run-interrupted.ts';
import { batchesOf } from './batches.ts';
import { createCatalogues } from './catalogues.ts';
import { checkTotals } from './check-totals.ts';
import { createCustomers } from './create-customers.ts';
import { failureRows } from './failed-order.ts';
import { type LoadedBatch, loadBatch, resolveBatch } from './load-batch.ts';
import { followProgress } from './progress.ts';
import { readPages } from './read-pages.ts';
import type { ReceiveContext } from './receive-context.ts';
import { openWindow } from './receive-window.ts';
import { type BatchOutcome, recordMove, recordOutcome } from './record-outcome.ts';
import { askRoundingMethods } from './rounding-methods.ts';
import { sizeAfter } from './size-after.ts';

/**
 * Brings a branch's new POS orders into central as draft Sales Orders. The lease is held by the caller (step 1); every
 * batch ends in one transaction, so that whatever ends this function, nothing is lost and nothing is doubled.
 *
 * While central takes a batch, the next one is made ready and the page after it read, and the one before is compared and recorded. Batches are recorded
 * in their order, for the cursor must not pass one that is under way. Throws `OdooError`, `LeaseLostError`, `RunPausedError` and `RunCancelledError`.
 */
export async function receive(context: ReceiveContext): Promise<void> {
  const { writers, failedBefore } = context;
  await writers.look();
  const window = openWindow(context, await readReceiveCursor(context.db, context.branch.id));
  const catalogues = createCatalogues(context, (customers) => createCustomers(context, customers));
  const roundingMethods = askRoundingMethods(context);
  const progress = followProgress(context);
  const stop = stopWhereAsked(context);

  const pages = readPages(context, window, catalogues, () => progress.expect(window));
  const batches = batchesOf(pages, () => sizeAfter(failedBefore, writers.pace.batchOrders));
  const ready = ahead(batches, once, (batch) => resolveBatch(context, catalogues, batch));
  const loaded = ahead(
    stop.before(ready),
    () => writers.pace.writers,
    (batch) => loadBatch(context, catalogues, batch),
  );
  for await (const batch of loaded) {
    const outcome = await compare(batch);
    const { counts, isCancelRequested: isCalledOff } = await phase(context, 'record', () =>
      recordOutcome(context, catalogues, outcome, window.moveTo(batch.lastId)),
    );
    progress.tell(counts);
    tellTally(context, outcome);
    if (isCalledOff) stop.cancel();
    await context.onRecorded();
  }
  stop.throwIfStopped();
  await recordMove(context, window.moveThrough());

  async function compare({ loaded: orders, ...batch }: LoadedBatch): Promise<BatchOutcome> {
    const checked = await phase(context, 'check totals', () => checkTotals(context, orders, roundingMethods));
    if (checked.some(({ flag }) => flag?.code === 'total.currency')) catalogues.currency.forget();
    return { ...batch, checked };
  }
}

const once = () => 1;

/** Lets no batch begin once the run is to stop; what is under way then is brought to its end and recorded. */
function stopWhereAsked({ db, runId, shouldPause }: ReceiveContext) {
  let why: RunPausedError | RunCancelledError | null = null;
  return {
    async *before<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item, void, undefined> {
      for await (const item of items) {
        if (why === null && (await isCancelRequested(db, runId))) why = new RunCancelledError('Called off.');
        if (why === null && (await shouldPause())) why = new RunPausedError('Paused.');
        if (why !== null) return;
        yield item;
      }
    },
    cancel() {
      why = new RunCancelledError('Called off.');
    },
    throwIfStopped() {
      if (why !== null) throw why;
    },
  };
}

function tellTally({ tally }: ReceiveContext, { checked, failed }: BatchOutcome): void {
  if (checked.length > 0) tally?.imported(checked.length);
  for (const { code } of failed.flatMap(failureRows)) tally?.failed(code);
}
