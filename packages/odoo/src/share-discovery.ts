interface UnderWay<T> {
  readonly answer: Promise<T>;
  readonly stop: AbortController;
  waiting: number;
}

/**
 * Runs `ask` once for all who want its answer at the same time. A caller whose signal ends leaves alone, with the error of
 * `givenUp`; the question goes on for the others, and ends with the last of them. What was answered is not kept.
 */
export function shareDiscovery<T>(
  ask: (signal: AbortSignal) => Promise<T>,
  givenUp: () => Error,
): (signal: AbortSignal | null) => Promise<T> {
  let current: UnderWay<T> | null = null;

  function begin(): UnderWay<T> {
    const stop = new AbortController();
    const begun: UnderWay<T> = { answer: ask(stop.signal).finally(() => end(begun)), stop, waiting: 0 };
    return begun;
  }

  function end(ended: UnderWay<T>): void {
    if (current === ended) current = null;
  }

  return (signal) => {
    if (signal?.aborted) return Promise.reject(givenUp());
    current ??= begin();
    const joined = current;
    joined.waiting += 1;
    return new Promise((resolve, reject) => {
      const leave = () => {
        reject(givenUp());
        joined.waiting -= 1;
        if (joined.waiting > 0) return;
        end(joined);
        joined.stop.abort();
      };
      signal?.addEventListener('abort', leave, { once: true });
      joined.answer.then(resolve, reject).finally(() => signal?.removeEventListener('abort', leave));
    });
  };
}
