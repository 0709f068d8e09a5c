import { Cron } from 'croner';
import { isInsideWindow, nextOpening } from './daily-window.ts';
import type { Rhythm } from './rhythm.ts';

/** A pattern that has missed its window for so many openings, a year and more, never meets it. */
const missesAtMost = 400;

/**
 * The moments after `afterMs` of a cron pattern, ascending; those outside the window are left out. Cron follows the zone's clock through summer
 * time: a moment that a spring day leaves out comes right after the gap, one that an autumn day has twice comes once. A pattern with `*` among
 * its minutes or hours goes on by real time instead: it waits for nothing, and has the hour that comes twice twice.
 */
export function* cronMoments({ startsAt, timezone, window }: Rhythm, pattern: string, afterMs: number): Generator<number, void> {
  const cron = new Cron(pattern, { timezone, mode: '5-part', fixedTimeRule: 'no-wildcard', paused: true });
  const slotAfter = (ms: number) => cron.nextRun(new Date(ms));
  let slot = slotAfter(startsAt === null ? afterMs : Math.max(afterMs, startsAt.getTime() - 1));
  let misses = 0;
  while (slot !== null && misses < missesAtMost) {
    if (window === null || isInsideWindow(window, timezone, slot)) {
      yield slot.getTime();
      misses = 0;
      slot = slotAfter(slot.getTime());
    } else {
      misses += 1;
      slot = slotAfter(nextOpening(window, timezone, slot).getTime() - 1);
    }
  }
}
