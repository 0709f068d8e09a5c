import { setTimeout as pause } from 'node:timers/promises';
import { type Database, giveBackWriterSlot, takeWriterSlot } from '@branch-sync/db';

/** The fleet's right to write to central, a few at a time whatever the number of workers. */
export interface CentralWriters {
  /** Runs `work` while holding one of the fleet's places; waits for one as long as the signal allows. */
  write<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T>;
}

/** Places kept in Postgres, so that they hold for every process on every machine. `ttlMs` must outlast the longest call. */
export function createCentralWriters(
  db: Database,
  options: { readonly limit: number; readonly ttlMs: number; readonly random?: () => number },
): CentralWriters {
  const random = options.random ?? Math.random;
  return {
    async write(work, signal) {
      for (;;) {
        signal.throwIfAborted();
        const slot = await takeWriterSlot(db, options.limit, options.ttlMs);
        if (slot !== undefined) {
          try {
            return await work();
          } finally {
            await giveBackWriterSlot(db, slot);
          }
        }
        await pause(50 + 150 * random(), undefined, { signal });
      }
    },
  };
}
