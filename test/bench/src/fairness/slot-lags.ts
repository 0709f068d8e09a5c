/** A run may begin a moment before its slot: delays in the queue are kept by another clock than due times. */
export const earlyMs = 1_000;

/**
 * For each slot of a branch's schedule, how long after it the branch was begun with, in milliseconds. A slot that was skipped, as the run before
 * was not over, waits for the next run; one that has had none by `until` has waited until then. Slots and starts ascend.
 */
export function slotLags(slots: readonly Date[], starts: readonly Date[], until: Date): number[] {
  return slots.map((slot) => {
    const start = starts.find((one) => one.getTime() >= slot.getTime() - earlyMs) ?? until;
    return Math.max(0, start.getTime() - slot.getTime());
  });
}
