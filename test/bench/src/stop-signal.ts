/** The benchmark was stopped by a person or a supervisor. */
export class StoppedError extends Error {
  override readonly name = 'StoppedError';
}

/**
 * Runs work that ends when the process is asked to: `signal` is aborted at the first Ctrl-C, and a `StoppedError` thrown. A second
 * one meets node's own handler and ends the process at once; what it started goes with it (tied-to-parent.ts).
 */
export async function untilStopped<Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const stop = new AbortController();
  const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const release = () => {
    for (const name of names) process.off(name, onSignal);
  };
  function onSignal(name: NodeJS.Signals): void {
    release();
    process.stderr.write(`${name}: everything that was started is stopped now.\n`);
    stop.abort(new StoppedError(`stopped by ${name}`));
  }
  for (const name of names) process.on(name, onSignal);
  try {
    return await work(stop.signal);
  } catch (error) {
    // Whatever a call under way made of it.
    throw stop.signal.aborted ? stop.signal.reason : error;
  } finally {
    release();
  }
}
