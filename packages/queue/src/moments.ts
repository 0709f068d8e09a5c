import { cronMoments } from './cron-moments.ts';
import { intervalMoments } from './interval-moments.ts';
import type { Rhythm } from './rhythm.ts';

/** The moments of a rhythm after `afterMs`, ascending; none where it has neither seconds nor cron. `phase`: see `phaseOf`. */
export function momentsAfter(rhythm: Rhythm, afterMs: number, phase: number): Iterable<number> {
  if (rhythm.everySeconds !== null) return intervalMoments(rhythm, rhythm.everySeconds, afterMs, phase);
  return rhythm.cron === null ? [] : cronMoments(rhythm, rhythm.cron, afterMs);
}

/** The moments of a rhythm from `from` on and before `to`, ascending, `limit` of them at most. `phase`: see `phaseOf`. */
export function momentsBetween(rhythm: Rhythm, from: Date, to: Date, phase: number, limit: number): Date[] {
  const moments: Date[] = [];
  for (const moment of momentsAfter(rhythm, from.getTime() - 1, phase)) {
    if (moment >= to.getTime() || moments.length >= limit) break;
    moments.push(new Date(moment));
  }
  return moments;
}
