import type { ScheduleInput, SchedulePatch } from '@branch-sync/contract';
import { type ScheduleSettings, windowColumns, windowOf } from '@branch-sync/db';
import { nextDueAt, phaseOf } from '@branch-sync/queue';
import { ProblemError } from '../problems/problem-error.ts';

/** The settings of a new branch's schedule. */
export function newSchedule({ startsAt, everySeconds, cron, paused, window }: ScheduleInput): ScheduleSettings {
  return {
    startsAt: dateOrNull(startsAt),
    everySeconds: everySeconds ?? null,
    cron: cron ?? null,
    paused,
    ...windowColumns(window ?? null),
  };
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
    ...windowColumns(patch.window === undefined ? windowOf(current) : patch.window),
  };
}

/** No rhythm: by hand only. */
export const byHandOnly: ScheduleSettings = newSchedule({ paused: false });

/** Every night between 3 and 4 on the branch's clock, at a minute that is its own: 500 branches are not to come at once. */
export function nightly(branchId: string): ScheduleSettings {
  return newSchedule({ cron: `${Math.floor(phaseOf(branchId) * 60)} 3 * * *`, paused: false });
}

/** Gives settings back that come due some day. Throws a problem for cron that never meets its window; `field` is what the caller calls the schedule. */
export function requireDueSomeDay(
  settings: ScheduleSettings,
  timezone: string,
  now: Date,
  field: 'receive' | 'push' | 'reconcile',
): ScheduleSettings {
  const window = windowOf(settings);
  if (settings.cron === null || window === null) return settings;
  if (nextDueAt({ ...settings, timezone, window }, now, 0) !== null) return settings;
  const { from, until } = window;
  throw new ProblemError(422, {
    code: 'request.invalid',
    detail: `The schedule would never be due: cron "${settings.cron}" has no time from ${from} until ${until}. Change one of the two.`,
    errors: [
      {
        field: `${field}.window`,
        message: `leaves out every time of cron "${settings.cron}": widen it, or choose hours of cron inside it`,
      },
    ],
  });
}

function dateOrNull(text: string | null | undefined): Date | null {
  return typeof text === 'string' ? new Date(text) : null;
}
