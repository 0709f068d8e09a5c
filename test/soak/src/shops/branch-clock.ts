/**
 * A clock that runs `speed` times as fast as the real one, behind it, and meets it at `meetsAt`; from then on it is the real
 * one. Branches live by it, so that the hour by which receive looks back is over in minutes. It is never ahead.
 */
export function branchClock(speed: number, meetsAt: number): () => Date {
  return () => {
    const now = Date.now();
    return new Date(now >= meetsAt ? now : meetsAt - (meetsAt - now) * speed);
  };
}
