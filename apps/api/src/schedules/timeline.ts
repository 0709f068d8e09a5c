import { setImmediate as nextTurn } from 'node:timers/promises';
import type { TimelineEntry } from '@branch-sync/contract';
import { type ListedSchedule, windowOf } from '@branch-sync/db';
import { type ComingMoments, comingMoments, type PlannedRhythm, phaseOf, type Timespan } from '@branch-sync/queue';
import { scheduleAnswer } from '../answers/schedule.ts';

const momentsAtMost = 1_000;

/** The schedules with their coming moments, in the same order. */
export async function timelineOf(
  listed: readonly ListedSchedule[],
  asked: Pick<Timespan, 'from' | 'to'>,
): Promise<TimelineEntry[]> {
  const byCron = new Map<string, ComingMoments>();
  const entries: TimelineEntry[] = [];
  for (const one of listed) {
    entries.push(entryOf(one, momentsOf(one, asked, byCron)));
    // A thousand moments by cron take some tens of milliseconds: other calls go between.
    await nextTurn();
  }
  return entries;
}

function momentsOf(
  { schedule, timezone, readAt }: ListedSchedule,
  asked: Pick<Timespan, 'from' | 'to'>,
  byCron: Map<string, ComingMoments>,
): ComingMoments {
  const { branchId, startsAt, everySeconds, cron, paused, nextDueAt } = schedule;
  const planned: PlannedRhythm = { startsAt, everySeconds, cron, paused, nextDueAt, timezone, window: windowOf(schedule) };
  const compute = () => comingMoments(planned, { ...asked, now: readAt }, phaseOf(branchId), momentsAtMost);
  if (cron === null) return compute();
  // Cron knows no phase: shops with the same settings have the same moments, and finding them is dear.
  const key = JSON.stringify(planned);
  const known = byCron.get(key) ?? compute();
  byCron.set(key, known);
  return known;
}

function entryOf(
  { schedule, branchCode, branchName, timezone }: ListedSchedule,
  { moments, isTruncated }: ComingMoments,
): TimelineEntry {
  return {
    branchCode,
    branchName,
    kind: schedule.kind,
    timezone,
    ...scheduleAnswer(schedule),
    moments: moments.map((moment) => moment.toISOString()),
    isTruncated,
  };
}
