export interface SliceOptions {
  readonly isStopping: () => boolean;
  /** Whether jobs wait for a place. */
  readonly doJobsWait: () => Promise<boolean>;
  /** After so long a run gives its place to those that wait. Milliseconds. */
  readonly sliceMs: number;
  /** A monotonic clock, in milliseconds. */
  readonly now: () => number;
}

/** Begins a run's turn: gives what it asks at every batch's border, whether to stop there. Alone it may go on as long as it likes. */
export function startSlice({ isStopping, doJobsWait, sliceMs, now }: SliceOptions): () => Promise<boolean> {
  const startedAt = now();
  return async () => {
    if (isStopping()) return true;
    return now() - startedAt >= sliceMs && (await doJobsWait());
  };
}
