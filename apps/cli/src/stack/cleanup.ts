import { listenForStop } from './stop-signals.ts';

/** What was opened, to be closed in the opposite order. */
export interface Cleanup {
  add(name: string, close: () => Promise<unknown>): void;
}

/**
 * Runs work that opens things and can be stopped by a signal, and closes them whichever way it ends. The work is waited
 * for even when it was stopped, so that nothing is opened behind the cleaning; it must look at `signal` between its steps.
 * `onError` hears of what could not be closed.
 */
export async function withCleanup<Result>(
  work: (cleanup: Cleanup, signal: AbortSignal) => Promise<Result>,
  onError: (name: string, error: unknown) => void,
): Promise<Result> {
  const stop = listenForStop();
  const steps: { readonly name: string; readonly close: () => Promise<unknown> }[] = [];
  try {
    return await work({ add: (name, close) => void steps.push({ name, close }) }, stop.signal);
  } finally {
    for (const { name, close } of steps.reverse()) {
      await close().catch((error: unknown) => onError(name, error));
    }
    stop.release();
  }
}
