/** What one soak is made of. The same plan draws the same disturbances in the same order. */
export interface SoakPlan {
  readonly seed: number;
  /** How long it is disturbed, in real time. */
  readonly disturbedMs: number;
  /** Where the queue lives. */
  readonly queue: 'redis' | 'postgres';
  readonly branches: number;
  readonly workers: number;
  /** How much faster than real time schedules come due and the branches' clocks run. */
  readonly speed: number;
  /** How long after the last disturbance all must be done. */
  readonly quietWithinMs: number;
}

/** Twenty branches and three workers, at ten times the speed: a minute is ten minutes' worth of schedule. */
export function soakPlan(given: Pick<SoakPlan, 'seed' | 'disturbedMs' | 'queue'>): SoakPlan {
  return { branches: 20, workers: 3, speed: 10, quietWithinMs: 240_000, ...given };
}
