import type { ScheduleInput, SchedulePatch } from '@branch-sync/contract';
import type { ScheduleSettings } from '@branch-sync/db';

/** The settings of a new branch's schedule. */
export function newSchedule({ startsAt, everySeconds, cron, paused }: ScheduleInput): ScheduleSettings {
  return { startsAt: dateOrNull(startsAt), everySeconds: everySeconds ?? null, cron: cron ?? null, paused };
}

/** Settings after a change: what is left out stays, null clears; a rhythm that is given takes the place of the other. */
export function mergeSchedule(current: ScheduleSettings, patch: SchedulePatch): ScheduleSettings {
  const everySeconds = typeof patch.cron === 'string' ? null : current.everySeconds;
  const cron = typeof patch.everySeconds === 'number' ? null : current.cron;
  return {
    startsAt: patch.startsAt === undefined ? current.startsAt : dateOrNull(patch.startsAt),
    everySeconds: patch.everySeconds === undefined ? everySeconds : patch.everySeconds,
    cron: patch.cron === undefined ? cron : patch.cron,
    paused: patch.paused ?? current.paused,
  };
}

function dateOrNull(text: string | null | undefined): Date | null {
  return typeof text === 'string' ? new Date(text) : null;
}
