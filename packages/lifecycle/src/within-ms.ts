import { setTimeout as timer } from 'node:timers/promises';

/** What came of something that may take for ever. */
export type Bounded<T> = { readonly isLate: false; readonly value: T } | { readonly isLate: true; readonly value: null };

/** Waits for work, for so long at the most. What comes later is not heard, an error included. Throws what the work throws in time. */
export async function withinMs<T>(ms: number, work: Promise<T>): Promise<Bounded<T>> {
  const stop = new AbortController();
  const late = timer(ms, { isLate: true, value: null } as const, { signal: stop.signal });
  try {
    return await Promise.race([work.then((value) => ({ isLate: false, value }) as const), late]);
  } finally {
    stop.abort();
  }
}
