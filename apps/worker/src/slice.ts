export interface SliceOptions {
  readonly isStopping: () => boolean;
  /** Whether jobs wait for a place. */
  readonly doJobsWait: () => Promise<boolean>;
  /** After so long a run gives its place to those that wait. Milliseconds. */
  readonly sliceMs: number;
  /** A monotonic clock, in milliseconds. */
  readonly now: () => number;
}

/**
 * A run's turn: gives what it asks at every batch's border, whether to stop there. The turn begins with the first border, so that each brings
 * one batch in at the least, however long it took to get there. A run that nobody waits for may go on as long as it likes.
 */
export function startSlice({ isStopping, doJobsWait, sliceMs, now }: SliceOptions): () => Promise<boolean> {
  let startedAt: number | null = null;
  return async () => {
    if (isStopping()) return true;
    startedAt ??= now();
    return now() - startedAt >= sliceMs && (await doJobsWait());
  };
}
