/** What a client's calls have cost so far, and what their answers told of the server's clock. */
export interface Tally {
  readonly calls: number;
  /** Milliseconds during which at least one call was under way: calls side by side count once. */
  readonly waitedMs: number;
  readonly clockOffsetMs: number | null;
  /** A call begins; the function that is given back ends it. */
  begin(): () => void;
  /** The `Date` of an answer whose head came at `receivedAt` (both in milliseconds since the epoch). */
  seeClock(dateMs: number | null, receivedAt: number): void;
}

/** A tally at zero. `now` is a monotonic clock in milliseconds. */
export function startTally(now: () => number = () => performance.now()): Tally {
  let calls = 0;
  let waitedMs = 0;
  let clockOffsetMs: number | null = null;
  let underWay = 0;
  let busySince = 0;
  return {
    get calls() {
      return calls;
    },
    get waitedMs() {
      return waitedMs;
    },
    get clockOffsetMs() {
      return clockOffsetMs;
    },
    begin() {
      calls += 1;
      if (underWay === 0) busySince = now();
      underWay += 1;
      return () => {
        underWay -= 1;
        if (underWay === 0) waitedMs += now() - busySince;
      };
    },
    seeClock(dateMs, receivedAt) {
      // Odoo dates an answer when the work is done, in whole seconds rounded down: half a second is the fairest guess.
      if (dateMs !== null) clockOffsetMs = dateMs + 500 - receivedAt;
    },
  };
}
