/** How often and how late a transient failure is tried again. Times in milliseconds. */
export const retryPolicy = {
  /** First try included: with the delays below the last one comes half an hour or so after the first. */
  attempts: 10,
  firstDelayMs: 5_000,
  maxDelayMs: 15 * 60_000,
  /** Share of the delay that is drawn by chance, so that branches that failed together do not come back together. */
  jitter: 0.5,
} as const;

/** Delay before the next try, after `attemptsMade` tries (1 or more): exponential, capped, jittered downwards. */
export function retryDelayMs(attemptsMade: number, random: () => number = Math.random): number {
  const exponential = retryPolicy.firstDelayMs * 2 ** Math.max(0, attemptsMade - 1);
  const capped = Math.min(exponential, retryPolicy.maxDelayMs);
  return Math.round(capped * (1 - retryPolicy.jitter * random()));
}
