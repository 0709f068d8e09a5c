import { z } from 'zod';
import { cronSchema } from './cron.ts';
import { dailyWindowInputSchema, dailyWindowSchema } from './daily-window.ts';
import { momentInputSchema, momentSchema } from './moment.ts';

const everySecondsSchema = z
  .int()
  .min(10)
  .max(31 * 24 * 3600);

const bothRhythms = { path: ['cron'], error: 'everySeconds and cron cannot both be set' };
const hasBothRhythms = ({ everySeconds, cron }: { everySeconds?: number | null | undefined; cron?: string | null | undefined }) =>
  typeof everySeconds === 'number' && typeof cron === 'string';

const rhythmFields = {
  /** Not due before. */
  startsAt: momentInputSchema.nullish(),
  everySeconds: everySecondsSchema.nullish(),
  /** Read in the branch's time zone. */
  cron: cronSchema.nullish(),
  /** Only due inside of it; null: the whole day. */
  window: dailyWindowInputSchema.nullish(),
};

/** When a branch is received or reconciled: every so many seconds, or by cron, or (neither) by hand only. */
export const scheduleInputSchema = z
  .strictObject({ ...rhythmFields, paused: z.boolean().default(false) })
  .refine((schedule) => !hasBothRhythms(schedule), bothRhythms);

/** A change: what is left out stays, null clears; a rhythm that is given takes the place of the other one. */
export const schedulePatchSchema = z
  .strictObject({ ...rhythmFields, paused: z.boolean().optional() })
  .refine((schedule) => !hasBothRhythms(schedule), bothRhythms);

export const scheduleSchema = z.object({
  startsAt: momentSchema.nullable(),
  everySeconds: z.int().nullable(),
  cron: z.string().nullable(),
  window: dailyWindowSchema.nullable(),
  paused: z.boolean(),
  /** Null: by hand only, paused, or not planned yet. */
  nextDueAt: momentSchema.nullable(),
  /** Moments that made no run, because the run before was still under way. */
  skippedSlots: z.int(),
});

export type ScheduleInput = z.infer<typeof scheduleInputSchema>;
export type SchedulePatch = z.infer<typeof schedulePatchSchema>;
export type Schedule = z.infer<typeof scheduleSchema>;
