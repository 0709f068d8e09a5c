import { momentsBetween } from './moments.ts';
import type { Rhythm } from './rhythm.ts';

/** A schedule as the planner has it. */
export interface PlannedRhythm extends Rhythm {
  readonly paused: boolean;
  /** Null: it is planned at the next tick. */
  readonly nextDueAt: Date | null;
}

/** A stretch of a timeline: from `from` on, before `to`. Nothing comes before `now` but what is due by then. */
export interface Timespan {
  readonly now: Date;
  readonly from: Date;
  readonly to: Date;
}

/** The moments of a schedule, ascending. */
export interface ComingMoments {
  readonly moments: readonly Date[];
  /** Whether there are more than were asked for. */
  readonly isTruncated: boolean;
}

/**
 * When a schedule will make runs, as the planner will claim it: at the moment that is planned, then at those after it; after an outage there
 * is no backlog. `limit` moments at most; none where it is paused or by hand only. `phase`: see `phaseOf`.
 */
export function comingMoments(schedule: PlannedRhythm, { now, from, to }: Timespan, phase: number, limit: number): ComingMoments {
  const { paused, nextDueAt, everySeconds, cron } = schedule;
  if (paused || (everySeconds === null && cron === null)) return { moments: [], isTruncated: false };
  const planned = nextDueAt !== null && nextDueAt >= from && nextDueAt < to ? [nextDueAt] : [];
  const goesOnAfterMs = Math.max(now.getTime(), nextDueAt?.getTime() ?? 0);
  const goesOnFrom = new Date(Math.max(from.getTime(), goesOnAfterMs + 1));
  const found = [...planned, ...momentsBetween(schedule, goesOnFrom, to, phase, limit + 1 - planned.length)];
  return { moments: found.slice(0, limit), isTruncated: found.length > limit };
}
