import type { ScheduleInput } from '@branch-sync/contract';
import { type EveryUnit, everyOf, everyUnits, type Rhythm } from '../../format/schedule.ts';

/** A schedule as somebody edits it: what they typed for one rhythm stays while they look at another. */
export interface ScheduleDraft {
  readonly rhythm: 'every' | 'cron' | 'hand';
  readonly count: number;
  readonly unit: EveryUnit;
  readonly cron: string;
  /** ISO 8601; null: at once. */
  readonly startsAt: string | null;
  readonly window: { readonly from: string; readonly until: string } | null;
  readonly paused: boolean;
}

const often = { count: 15, unit: 'minutes' } as const;

/** What a new branch's imports begin with. */
export const usual: ScheduleDraft = {
  rhythm: 'every',
  ...often,
  cron: '',
  startsAt: null,
  window: null,
  paused: false,
};

/** A kept schedule to edit; null (by hand only) as well. */
export function draftOf(schedule: Rhythm | null): ScheduleDraft {
  if (schedule === null) return { ...usual, rhythm: 'hand' };
  const { everySeconds, cron, startsAt, window, paused } = schedule;
  return {
    rhythm: everySeconds === null ? (cron === null ? 'hand' : 'cron') : 'every',
    ...(everySeconds === null ? often : everyOf(everySeconds)),
    cron: cron ?? '',
    startsAt,
    window,
    paused,
  };
}

/** What is asked of the API, whole: what is not part of the chosen rhythm is cleared. */
export function inputOf({ rhythm, count, unit, cron, startsAt, window, paused }: ScheduleDraft): ScheduleInput & Rhythm {
  const seconds = everyUnits.find((one) => one.unit === unit)?.seconds ?? 1;
  return {
    everySeconds: rhythm === 'every' ? Math.round(count * seconds) : null,
    cron: rhythm === 'cron' ? cron.trim() : null,
    startsAt: rhythm === 'hand' ? null : startsAt,
    window: rhythm === 'hand' ? null : window,
    paused,
  };
}

/** Whether a draft says what is kept already. */
export function isKept(draft: ScheduleDraft, kept: Rhythm | null): boolean {
  const [now, before] = [inputOf(draft), inputOf(draftOf(kept))];
  return JSON.stringify(now) === JSON.stringify(before);
}
