/**
 * Has something made at most once in so many milliseconds, for all who ask meanwhile; while it is being made they wait for the same. What cannot be made
 * is nobody's afterwards: whoever asks next has it tried again.
 */
export function onceInAWhile<T>(everyMs: number, now: () => Date, make: (at: Date) => Promise<T>): () => Promise<T> {
  let made: { readonly at: Date; readonly it: T } | null = null;
  let underWay: Promise<T> | null = null;

  async function makeAnew(): Promise<T> {
    const at = now();
    const it = await make(at);
    made = { at, it };
    return it;
  }

  return async () => {
    // A clock that was set back is no reason to keep it for longer.
    if (made !== null && Math.abs(now().getTime() - made.at.getTime()) < everyMs) return made.it;
    underWay ??= makeAnew().finally(() => {
      underWay = null;
    });
    return underWay;
  };
}
