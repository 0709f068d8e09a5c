import { setImmediate as nextTurn } from 'node:timers/promises';
import { nextDueAt, type Rhythm } from '@branch-sync/queue';
import { lastMs } from './timespan.ts';

/** The dearest schedules come due once in a year of misses: they are not followed further. Long enough for 100 moments of the slowest rhythm in seconds. */
const lookAheadMs = 10 * 366 * 86_400_000;

/**
 * The next moments of a schedule after `now`, as the planner will find them one after another: `count` at most, none more than ten years after the
 * first time that it could be due. `phase`: see `phaseOf`.
 */
export async function nextMoments(rhythm: Rhythm, now: Date, phase: number, count: number): Promise<Date[]> {
  const until = Math.min(Math.max(now.getTime(), rhythm.startsAt?.getTime() ?? 0) + lookAheadMs, lastMs);
  const moments: Date[] = [];
  for (let after = now; moments.length < count; ) {
    const next = nextDueAt(rhythm, after, phase);
    if (next === null || next.getTime() > until) break;
    moments.push(next);
    after = next;
    // One by a rare cron takes some tens of milliseconds: other calls go between.
    await nextTurn();
  }
  return moments;
}
