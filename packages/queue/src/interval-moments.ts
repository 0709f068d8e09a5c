import { closedSince, type DailyWindow, openTimeFrom } from './daily-window.ts';
import type { Rhythm } from './rhythm.ts';

/** Even slots without an end. Milliseconds. */
interface Grid {
  readonly originMs: number;
  readonly everyMs: number;
}

const dayMs = 86_400_000;

/**
 * The moments after `afterMs` of a rhythm in seconds, ascending, without an end. The slots count from its start; without one from the epoch,
 * shifted by `phase` (0 to 1) of the interval. With a window, those outside it are left out. An open time that has no slot, while one fell
 * into the closed time before it or is due every day, has one moment all the same: at `phase` of its length, so that it is inside, and
 * many branches are still many moments.
 */
export function intervalMoments(
  { startsAt, timezone, window }: Rhythm,
  everySeconds: number,
  afterMs: number,
  phase: number,
): Generator<number, never> {
  const everyMs = everySeconds * 1000;
  const grid = { everyMs, originMs: startsAt?.getTime() ?? Math.floor(phase * everyMs) };
  return window === null ? slotsAfter(grid, afterMs) : momentsInside(grid, window, timezone, afterMs, phase);
}

function* slotsAfter(grid: Grid, afterMs: number): Generator<number, never> {
  for (let slot = firstSlot(grid, afterMs + 1); ; slot += grid.everyMs) yield slot;
}

function* momentsInside(
  grid: Grid,
  window: DailyWindow,
  timezone: string,
  afterMs: number,
  phase: number,
): Generator<number, never> {
  let open = openTimeFrom(window, timezone, Math.max(afterMs, grid.originMs));
  for (;;) {
    const first = firstSlot(grid, open.fromMs);
    if (first < open.untilMs) {
      const slots = Math.max(first, firstSlot(grid, afterMs + 1));
      for (let slot = slots; slot < open.untilMs; slot += grid.everyMs) yield slot;
    } else {
      const stand = open.fromMs + Math.floor(phase * (open.untilMs - open.fromMs));
      const isOwed = grid.everyMs <= dayMs || firstSlot(grid, closedSince(window, timezone, open.fromMs)) < open.fromMs;
      if (isOwed && stand > afterMs) yield stand;
    }
    open = openTimeFrom(window, timezone, open.untilMs);
  }
}

/** The first slot at a moment or after. */
function firstSlot({ originMs, everyMs }: Grid, atMs: number): number {
  return originMs + Math.max(0, Math.ceil((atMs - originMs) / everyMs)) * everyMs;
}
