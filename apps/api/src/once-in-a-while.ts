export interface OnceInAWhile<Input, Made> {
  /** What was made is kept for so long. Milliseconds. */
  readonly keptMs: number;
  /** What takes long is kept longer: so many times as long as it took. Left out: it does not matter. */
  readonly timesItsCost?: number;
  readonly now: () => Date;
  readonly make: (at: Date, input: Input) => Promise<Made>;
}

/**
 * Has something made once in a while for all who ask meanwhile; while it is being made they wait for the same. What cannot be made is nobody's
 * afterwards: whoever asks next has it tried again.
 */
export function onceInAWhile<Input, Made>(options: OnceInAWhile<Input, Made>): (input: Input) => Promise<Made> {
  const { keptMs, timesItsCost = 0, now, make } = options;
  let kept: { readonly at: Date; readonly forMs: number; readonly made: Made } | null = null;
  let underWay: Promise<Made> | null = null;

  async function makeAnew(input: Input): Promise<Made> {
    const at = now();
    const made = await make(at, input);
    const tookMs = now().getTime() - at.getTime();
    kept = { at, forMs: Math.max(keptMs, tookMs * timesItsCost), made };
    return made;
  }

  return async (input) => {
    // A clock that was set back is no reason to keep it for longer.
    if (kept !== null && Math.abs(now().getTime() - kept.at.getTime()) < kept.forMs) return kept.made;
    underWay ??= makeAnew(input).finally(() => {
      underWay = null;
    });
    return underWay;
  };
}
