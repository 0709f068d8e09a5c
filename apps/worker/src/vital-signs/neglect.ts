/** A look at a queue and at this process's worker on it. Times by a clock that only goes on (`performance.now()`). Milliseconds. */
export interface ConsumptionLook {
  readonly at: number;
  /** Jobs that the queue would give out; null: its store did not answer. */
  readonly takeable: number | null;
  readonly hasFreePlace: boolean;
  /** When the worker took its last job; null: none yet. */
  readonly lastTakenAt: number | null;
}

/** Work lies there, a place is free, and the worker takes nothing. */
export interface Neglect {
  readonly since: number;
  readonly lookedAt: number;
}

/** A worker that has left work lying for so long no longer consumes. BullMQ's own recovery from a lost connection takes half of it. */
export const neglectLimitMs = 60_000;

/** Between looks so far apart this process stood still itself (a frozen machine): what they have in common says nothing. */
const longestGapMs = 30_000;

/**
 * What a look makes of what was known before; null: the worker leaves nothing lying. A store that does not answer is no fault of the
 * worker's: BullMQ connects again by itself.
 */
export function neglectAfter(before: Neglect | null, look: ConsumptionLook): Neglect | null {
  if (look.takeable === null || look.takeable === 0 || !look.hasFreePlace) return null;
  return { since: before !== null && goesOn(before, look) ? before.since : look.at, lookedAt: look.at };
}

function goesOn(before: Neglect, { at, lastTakenAt }: ConsumptionLook): boolean {
  const tookOne = lastTakenAt !== null && lastTakenAt > before.lookedAt;
  return !tookOne && at - before.lookedAt <= longestGapMs;
}

/** Whether work has lain there for so long that the worker must be called dead. */
export function isTooLong(neglect: Neglect | null): boolean {
  return neglect !== null && neglect.lookedAt - neglect.since >= neglectLimitMs;
}
