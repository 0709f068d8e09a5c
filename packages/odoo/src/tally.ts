/** What a client's calls have cost so far, and what their answers told of the server's clock. */
export interface Tally {
  readonly calls: number;
  /** Milliseconds during which at least one call was under way: calls side by side count once. */
  readonly waitedMs: number;
  readonly clockOffsetMs: number | null;
  /** Whether a call has come back with an answer yet. */
  readonly hasAnswered: boolean;
  /** For how long nothing has been heard while something is under way; 0 where nothing is. Milliseconds. */
  readonly silentMs: number;
  /** A call begins; the function that is given back ends it. */
  begin(): (isAnswered: boolean) => void;
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
  let heardAt = 0;
  let hasAnswered = false;
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
    get hasAnswered() {
      return hasAnswered;
    },
    get silentMs() {
      return underWay === 0 ? 0 : now() - Math.max(busySince, heardAt);
    },
    begin() {
      calls += 1;
      if (underWay === 0) busySince = now();
      underWay += 1;
      return (isAnswered) => {
        underWay -= 1;
        heardAt = now();
        hasAnswered ||= isAnswered;
        if (underWay === 0) waitedMs += heardAt - busySince;
      };
    },
    seeClock(dateMs, receivedAt) {
      // Odoo dates an answer when the work is done, in whole seconds rounded down: half a second is the fairest guess.
      if (dateMs !== null) clockOffsetMs = dateMs + 500 - receivedAt;
    },
  };
}
