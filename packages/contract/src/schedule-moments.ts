import { z } from 'zod';
import { branchCodeSchema } from './branch.ts';
import { momentSchema } from './moment.ts';
import { runKindSchema } from './run.ts';
import { scheduleInputSchema } from './schedule.ts';
import { timeZoneSchema } from './time-zone.ts';

/** A schedule that somebody thinks of: it is kept nowhere. */
export const scheduleMomentsInputSchema = z.strictObject({
  schedule: scheduleInputSchema,
  timezone: timeZoneSchema,
  kind: runKindSchema.default('receive'),
  /** Whose place in the interval counts, so that a thousand shops do not begin in the same second; left out: a branch that is not there yet. */
  branch: branchCodeSchema.optional(),
  count: z.int().min(1).max(100).default(10),
});

export const scheduleMomentsSchema = z
  .object({
    /** None where it is paused or by hand only, or its cron never meets its window. */
    moments: z.array(momentSchema),
  })
  .meta({ id: 'ScheduleMoments' });

export type ScheduleMoments = z.infer<typeof scheduleMomentsSchema>;
