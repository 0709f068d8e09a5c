import { setTimeout as wait } from 'node:timers/promises';
import { changeCentralPace, type Database, giveBackWriterSlot, readCentralPace, takeWriterSlot } from '@branch-sync/db';
import { OdooError } from '@branch-sync/odoo';
import { firstPace, type LoadSample, nextPace, type Pace, type PaceBounds, withinBounds } from './next-pace.ts';

/** What a call has written, for the pace; null: it says nothing of it. */
export type Written = { readonly orders: number; readonly lines: number } | null;

/** The fleet's right to write to central: a few at a time whatever the number of workers, and at the pace that central keeps up with. */
export interface CentralWriters {
  /** The fleet's pace, as this process saw it last. */
  readonly pace: Pick<Pace, 'batchOrders' | 'writers'>;
  /** Sees how the pace is now: at the start of a run. */
  look(): Promise<void>;
  /**
   * Runs `work` while holding one of the fleet's places; waits for one as long as the signal allows. How long it took, or that central was too busy
   * for it, goes into the pace.
   */
  write<T>(work: () => Promise<T>, signal: AbortSignal, writtenBy?: (result: T) => Written): Promise<T>;
}

/** Places and pace are kept in Postgres, so that they hold for every process on every machine. `ttlMs` must outlast the longest call. */
export function createCentralWriters(
  db: Database,
  options: {
    readonly bounds: PaceBounds;
    readonly ttlMs: number;
    readonly random?: () => number;
    /** A clock that only goes forward. Milliseconds. */
    readonly elapsedMs?: () => number;
  },
): CentralWriters {
  const { bounds, ttlMs, random = Math.random, elapsedMs = () => performance.now() } = options;
  let pace = firstPace(bounds);

  async function note(sample: LoadSample): Promise<void> {
    pace = await changeCentralPace(db, (before) => nextPace(before ?? firstPace(bounds), sample, bounds));
  }

  async function timed<T>(work: () => Promise<T>, writtenBy: (result: T) => Written) {
    const startedAt = elapsedMs();
    try {
      const result = await work();
      const written = writtenBy(result);
      return { result, sample: written && { kind: 'done' as const, ...written, ms: elapsedMs() - startedAt } };
    } catch (error) {
      if (isOverload(error)) await note({ kind: 'overloaded' });
      throw error;
    }
  }

  return {
    get pace() {
      return pace;
    },
    async look() {
      pace = withinBounds((await readCentralPace(db)) ?? firstPace(bounds), bounds);
    },
    async write(work, signal, writtenBy = () => null) {
      for (;;) {
        signal.throwIfAborted();
        const slot = await takeWriterSlot(db, bounds.writers, ttlMs);
        if (slot !== undefined) {
          const { result, sample } = await timed(work, writtenBy).finally(() => giveBackWriterSlot(db, slot));
          if (sample !== null) await note(sample);
          return result;
        }
        await wait(50 + 150 * random(), undefined, { signal });
      }
    },
  };
}

/** Central is there, and does not keep up: it answers too late, or says that it is busy. */
function isOverload(error: unknown): boolean {
  return error instanceof OdooError && (error.kind === 'timeout' || error.kind === 'busy');
}
