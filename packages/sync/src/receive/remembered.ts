/** Answers by key, each for a while. */
export interface Remembered<Answer> {
  /** The answer, as long as it holds. */
  recall(key: string): Answer | undefined;
  keep(key: string, answer: Answer): void;
  forget(key: string): void;
}

/** Keeps each answer for `lifetimeMs`, and the newest `maxKept` of them at most. */
export function createRemembered<Answer>({
  lifetimeMs,
  maxKept,
  now,
}: {
  readonly lifetimeMs: number;
  readonly maxKept: number;
  readonly now: () => Date;
}): Remembered<Answer> {
  const kept = new Map<string, { readonly answer: Answer; readonly until: number }>();
  return {
    recall(key) {
      const found = kept.get(key);
      if (found === undefined) return undefined;
      const leftMs = found.until - now().getTime();
      // A clock that was set back would make an answer hold for longer than it may.
      if (leftMs > 0 && leftMs <= lifetimeMs) return found.answer;
      kept.delete(key);
      return undefined;
    },
    keep(key, answer) {
      kept.delete(key);
      kept.set(key, { answer, until: now().getTime() + lifetimeMs });
      const [oldest] = kept.keys();
      if (kept.size > maxKept && oldest !== undefined) kept.delete(oldest);
    },
    forget: (key) => void kept.delete(key),
  };
}
