/** How often and how late a transient failure is tried again by the queue. Times in milliseconds. */
export const retryPolicy = {
  /** First try included: with the delays below the last one comes half an hour or so after the first. */
  attempts: 10,
  firstDelayMs: 5_000,
  maxDelayMs: 15 * 60_000,
  /** Share of the delay that is drawn by chance, so that branches that failed together do not come back together. */
  jitter: 0.5,
  /** What waits for the branch to be ready is looked at again this often. */
  waitingDelayMs: 15 * 60_000,
} as const;

/** How a side that gives no answer is tried again, without end: after some misses in a row its circuit opens. Times in milliseconds. */
export interface CircuitPolicy {
  /** Misses in a row that open the circuit. */
  readonly missesToOpen: number;
  readonly firstPauseMs: number;
  /** Within this long of its return a side is found again. */
  readonly maxPauseMs: number;
}

/** The policies of a branch and of central. Central is one and all wait for it: it is asked more often. */
export function circuitPolicies(offlineRetryMs: number): { readonly branch: CircuitPolicy; readonly central: CircuitPolicy } {
  const upTo = (ms: number) => Math.min(ms, offlineRetryMs);
  return {
    branch: { missesToOpen: 3, firstPauseMs: upTo(30_000), maxPauseMs: offlineRetryMs },
    central: { missesToOpen: 3, firstPauseMs: upTo(5_000), maxPauseMs: upTo(60_000) },
  };
}

/** How long a circuit stays open after `failedTries` tries in vain: doubled each time, capped, jittered downwards. Milliseconds. */
export function circuitPauseMs(policy: CircuitPolicy, failedTries: number, random: () => number = Math.random): number {
  return jittered(Math.min(policy.firstPauseMs * 2 ** Math.min(failedTries, 30), policy.maxPauseMs), random);
}

/** Delay before the next try, after `attemptsMade` tries (1 or more): exponential, capped, jittered downwards. Milliseconds. */
export function retryDelayMs(attemptsMade: number, random: () => number = Math.random): number {
  const exponential = retryPolicy.firstDelayMs * 2 ** Math.max(0, attemptsMade - 1);
  return jittered(Math.min(exponential, retryPolicy.maxDelayMs), random);
}

function jittered(delayMs: number, random: () => number): number {
  return Math.round(delayMs * (1 - retryPolicy.jitter * random()));
}
