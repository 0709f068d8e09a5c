import { z } from 'zod';
import { momentInputSchema, momentSchema } from './moment.ts';
import { pageOf, pageQueryFields } from './paging.ts';
import { runKindSchema } from './run.ts';
import { scheduleSchema } from './schedule.ts';

export const timelineQuerySchema = z.strictObject({
  /** Left out: now. */
  from: momentInputSchema.optional(),
  /** At most 7 days after `from`; left out: a day after it. */
  to: momentInputSchema.optional(),
  ...pageQueryFields,
});

/** A schedule of a branch, and when it comes due from `from` on and before `to`. */
export const timelineEntrySchema = z
  .object({
    branchCode: z.string(),
    branchName: z.string(),
    kind: runKindSchema,
    /** That `cron` and `window` are read in. */
    timezone: z.string(),
    ...scheduleSchema.shape,
    /** None where it is paused or by hand only. */
    moments: z.array(momentSchema),
    /** Whether there are more than the first 1,000, which are told. */
    isTruncated: z.boolean(),
  })
  .meta({ id: 'TimelineEntry' });

export const timelinePageSchema = pageOf(timelineEntrySchema);

export type TimelineQuery = z.infer<typeof timelineQuerySchema>;
export type TimelineEntry = z.infer<typeof timelineEntrySchema>;
