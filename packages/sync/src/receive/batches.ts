import type { FreshOrders } from './drop-settled.ts';
import type { PosOrder, PosOrderHead } from './pos-order.ts';

/** Some of a branch's orders by ascending id, as they were read: all heads, and in full those that are to come in. */
export interface Page extends Pick<FreshOrders, 'countsAsThere'> {
  readonly heads: readonly PosOrderHead[];
  readonly orders: readonly PosOrder[];
}

/** A part of a page, by ascending id: the orders to bring in, and how many beside them were settled before. */
export interface Batch {
  readonly orders: readonly PosOrder[];
  readonly alreadyThere: number;
  /** Once this batch is recorded, everything up to this id is. */
  readonly lastId: number;
}

/**
 * Cuts pages into batches of at most `size()` fresh orders, which is asked for each. Together they cover all heads.
 */
export async function* batchesOf(pages: AsyncIterable<Page>, size: () => number): AsyncGenerator<Batch, void, undefined> {
  for await (const page of pages) yield* batchesOfPage(page, size);
}

function* batchesOfPage({ heads, orders, countsAsThere }: Page, size: () => number): Generator<Batch, void, undefined> {
  const freshById = new Map(orders.map((order) => [order.id, order]));
  let batch: PosOrder[] = [];
  let alreadyThere = 0;
  let most = size();
  for (const [index, head] of heads.entries()) {
    const order = freshById.get(head.id);
    if (order !== undefined) batch.push(order);
    else if (countsAsThere(head)) alreadyThere += 1;
    const isLast = index === heads.length - 1;
    if (batch.length === most || isLast) {
      yield { orders: batch, alreadyThere, lastId: head.id };
      batch = [];
      alreadyThere = 0;
      most = size();
    }
  }
}
