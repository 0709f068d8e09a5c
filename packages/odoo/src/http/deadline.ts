/** The time that a call has, and those who may give it up earlier. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** What came first; null while the call may go on. */
  endedBy(): 'timeout' | 'aborted' | null;
  /** `promise`, or a rejection as soon as the deadline ends; what comes later goes to `discard`. */
  race<T>(promise: Promise<T>, discard: (late: T) => void): Promise<T>;
  /** Must be called when the call is through. */
  release(): void;
}

/**
 * Starts the clock. `AbortSignal.any` would do, but that a signal which lives as long as a run or a client keeps something
 * of every call that listened to it; here the listeners are taken off again.
 */
export function startDeadline(timeoutMs: number, signals: readonly AbortSignal[]): Deadline {
  const controller = new AbortController();
  let endedBy: 'timeout' | 'aborted' | null = null;
  const end = (cause: 'timeout' | 'aborted') => {
    endedBy ??= cause;
    controller.abort();
  };
  const giveUp = () => end('aborted');
  const timer = setTimeout(end, timeoutMs, 'timeout');
  for (const signal of signals) {
    if (signal.aborted) giveUp();
    else signal.addEventListener('abort', giveUp, { once: true });
  }
  return {
    signal: controller.signal,
    endedBy: () => endedBy,
    race: (promise, discard) => raceAbort(promise, controller.signal, discard),
    release() {
      clearTimeout(timer);
      for (const signal of signals) signal.removeEventListener('abort', giveUp);
    },
  };
}

function raceAbort<T>(promise: Promise<T>, signal: AbortSignal, discard: (late: T) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      promise.then(discard, () => undefined);
      reject(signal.reason);
    };
    if (signal.aborted) return stop();
    signal.addEventListener('abort', stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
