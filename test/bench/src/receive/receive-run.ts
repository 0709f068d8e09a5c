import { type FinishedRun, finishedRun, wallMsOf } from '../finished-run.ts';
import type { Product } from '../product.ts';

/** What a run through queue and worker took. */
export interface ReceivedOrders {
  /** From the run's row to its end, by Postgres's clock: the way through the queue included. */
  readonly wallMs: number;
  /** What of it the run's clients waited for Odoo (see receive-figures.ts for what that means). */
  readonly odooWaitedMs: number;
}

/**
 * Asks for a run as the API does and waits until a worker has brought in all of the branch's orders. Throws where the run
 * ends in any other way.
 */
export async function receiveAll(
  product: Product,
  branchName: string,
  orders: number,
  signal: AbortSignal,
): Promise<ReceivedOrders> {
  return outcomeOf(await finishedRun(product, { branchName, kind: 'receive' }, signal), orders);
}

function outcomeOf(run: FinishedRun, orders: number): ReceivedOrders {
  // A run that was tried twice, or left something out, measures something else.
  if (run.status !== 'succeeded' || run.imported !== orders || run.attempts !== 1) {
    const { status, attempts, seen, imported, failed, error } = run;
    throw new Error(
      `The run did not bring in ${orders} orders: ${JSON.stringify({ status, attempts, seen, imported, failed, error })}`,
    );
  }
  return { wallMs: wallMsOf(run), odooWaitedMs: run.odooWaitedMs };
}
