/** A person, a supervisor or a closing terminal asked the command to end. */
export class StoppedError extends Error {
  override readonly name = 'StoppedError';
}

const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Listens for the signals that end a command: `signal` is aborted at the first, with a `StoppedError`. A second Ctrl-C
 * meets node's own handler and ends the process at once; what it started goes with it (tether.ts). `release` stops listening.
 */
export function listenForStop(): { readonly signal: AbortSignal; release(): void } {
  const stop = new AbortController();
  const onSignal = (name: NodeJS.Signals) => {
    release();
    stop.abort(new StoppedError(`stopped by ${name}`));
  };
  const release = () => {
    for (const name of stopSignals) process.off(name, onSignal);
  };
  for (const name of stopSignals) process.on(name, onSignal);
  return { signal: stop.signal, release };
}

/** Resolves once the signal is aborted. */
export function whenAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
