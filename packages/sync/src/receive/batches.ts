import type { PosOrder, PosOrderHead } from './pos-order.ts';

/** A part of a page, by ascending id: the orders to bring in, and how many beside them were settled before. */
export interface Batch {
  readonly orders: readonly PosOrder[];
  readonly alreadyThere: number;
  /** Once this batch is recorded, everything up to this id is. */
  readonly lastId: number;
}

/** Cuts a page into batches of at most `size` fresh orders; together they cover all heads of the page. */
export function batchesOf(
  heads: readonly PosOrderHead[],
  fresh: readonly PosOrder[],
  countsAsThere: (head: PosOrderHead) => boolean,
  size: number,
): Batch[] {
  const freshById = new Map(fresh.map((order) => [order.id, order]));
  const batches: Batch[] = [];
  let orders: PosOrder[] = [];
  let alreadyThere = 0;
  for (const [index, head] of heads.entries()) {
    const order = freshById.get(head.id);
    if (order !== undefined) orders.push(order);
    else if (countsAsThere(head)) alreadyThere += 1;
    const isLast = index === heads.length - 1;
    if (orders.length === size || isLast) {
      batches.push({ orders, alreadyThere, lastId: head.id });
      orders = [];
      alreadyThere = 0;
    }
  }
  return batches;
}
