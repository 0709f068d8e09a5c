import type { Schedule as ScheduleAnswer } from '@branch-sync/contract';
import { type Schedule, windowOf } from '@branch-sync/db';
import { momentOrNull } from './moment.ts';

/** A schedule as the contract has it. */
export function scheduleAnswer(schedule: Schedule): ScheduleAnswer {
  const { startsAt, everySeconds, cron, paused, nextDueAt, skippedSlots } = schedule;
  return {
    startsAt: momentOrNull(startsAt),
    everySeconds,
    cron,
    window: windowOf(schedule),
    paused,
    nextDueAt: momentOrNull(nextDueAt),
    skippedSlots,
  };
}
