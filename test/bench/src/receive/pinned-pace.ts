/** A pace that stands, so that the same work can be done without us: batches of so many orders, so many at once. */
export interface PinnedPace {
  readonly batchOrders: number;
  readonly writers: number;
}

/** One writer, and batches as most would choose them. */
export const alone: PinnedPace = { batchOrders: 100, writers: 1 };
/** As many as a fresh installation may have. */
export const two: PinnedPace = { batchOrders: 100, writers: 2 };

/** The worker's settings for it. */
export function pinned({ batchOrders, writers }: PinnedPace): Readonly<Record<string, string>> {
  return {
    CENTRAL_BATCH: String(batchOrders),
    CENTRAL_BATCH_MIN: String(batchOrders),
    CENTRAL_WRITERS: String(writers),
    CENTRAL_WRITERS_MIN: String(writers),
  };
}
