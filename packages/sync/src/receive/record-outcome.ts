import { type BroughtElsewhere, noCounts, type OrderOutcome, type RunCounts, recordReceiveOutcome } from '@branch-sync/db';
import { toDecimal } from '../money.ts';
import { branchClock } from './branch-clock.ts';
import type { Catalogues } from './catalogues.ts';
import type { CheckedOrder } from './check-totals.ts';
import { type FailedOrder, failureRows } from './failed-order.ts';
import { momentToDate } from './odoo-moment.ts';
import type { PosOrder, PosOrderHead } from './pos-order.ts';
import type { ReceiveContext } from './receive-context.ts';
import type { WindowMove } from './receive-window.ts';

/** All that became of one batch. */
export interface BatchOutcome {
  readonly checked: readonly CheckedOrder[];
  readonly failed: readonly FailedOrder[];
  readonly broughtElsewhere: readonly { readonly order: PosOrder; readonly by: BroughtElsewhere }[];
  readonly alreadyThere: number;
}

/**
 * Step 8: ledger rows, failures, learned links, counts and cursor in one transaction, under the lease's token. Tells whether somebody wants
 * the run to end here. Throws `LeaseLostError`.
 */
export async function recordOutcome(
  context: ReceiveContext,
  catalogues: Catalogues,
  batch: BatchOutcome,
  move: WindowMove,
): Promise<{ counts: RunCounts; isCancelRequested: boolean }> {
  const counts = countsOf(batch);
  const { isCancelRequested } = await recordReceiveOutcome(context.db, {
    lease: context.lease,
    runId: context.runId,
    orders: [
      ...batch.checked.map(importedRow),
      ...batch.failed.map(({ order }) => ledgerRow(order, 'failed')),
      ...batch.broughtElsewhere.map(({ order, by }) => ({
        ...ledgerRow(order, 'skipped'),
        centralId: by.centralId,
        centralName: by.centralName,
        customerId: by.customerId,
      })),
    ],
    failures: batch.failed.flatMap(failureRows),
    ...catalogues.links.take(),
    named: catalogues.named.take(),
    warnings: catalogues.unmappedCashiers.take(),
    counts,
    ...move,
  });
  return { counts, isCancelRequested };
}

/** Moves the cursor alone: the window is through. What was told of the branch and is mended now is over. Throws `LeaseLostError`. */
export async function recordMove(context: ReceiveContext, move: WindowMove): Promise<void> {
  const { db, lease, runId } = context;
  const { isRight, warnings } = branchClock(context);
  const nothing = { orders: [], failures: [], learned: [], forgotten: [], named: [], counts: noCounts };
  await recordReceiveOutcome(db, { lease, runId, ...nothing, warnings, mended: { isClockRight: isRight }, ...move });
}

function countsOf({ checked, failed, broughtElsewhere, alreadyThere }: BatchOutcome): RunCounts {
  return {
    seen: checked.length + failed.length + broughtElsewhere.length + alreadyThere,
    imported: checked.length,
    alreadyThere: alreadyThere + broughtElsewhere.length,
    failed: failed.length,
    flagged: checked.filter(({ flag }) => flag !== null).length,
  };
}

function importedRow({ resolved, centralTotal, adjustment, flag, ...inCentral }: CheckedOrder): OrderOutcome {
  return {
    ...ledgerRow(resolved.order, 'imported'),
    ...inCentral,
    centralTotal: decimalOrNull(centralTotal),
    adjustment: decimalOrNull(adjustment),
    flag: flag?.code ?? null,
    flagMessage: flag?.message ?? null,
  };
}

function decimalOrNull(amount: number | null): string | null {
  return amount === null ? null : toDecimal(amount);
}

function ledgerRow(order: PosOrder, status: OrderOutcome['status']): OrderOutcome {
  return {
    ...identityOf(order),
    status,
    orderedAt: momentToDate(order.dateOrder),
    currency: order.currency.name,
    posTotal: toDecimal(order.amountTotal),
    centralId: null,
    centralName: null,
    customerId: null,
    centralTotal: null,
    adjustment: null,
    flag: null,
    flagMessage: null,
    payments: order.payments.map(({ method, amount }) => ({
      remoteMethodId: method.id,
      method: method.name,
      amount: toDecimal(amount),
    })),
  };
}

function identityOf({ identity, uuid, id, posReference }: PosOrderHead) {
  return { identity, uuid, remoteId: id, posReference };
}
