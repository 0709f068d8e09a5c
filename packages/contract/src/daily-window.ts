import { z } from 'zod';

const timeOfDaySchema = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'must be a time of day from 00:00 to 23:59, e.g. 08:30' });

/** A part of every day, on the branch's clock: `from` is inside, `until` is not; over midnight where it ends before it begins. */
export const dailyWindowInputSchema = z
  .strictObject({ from: timeOfDaySchema, until: timeOfDaySchema })
  .refine(({ from, until }) => from !== until, {
    path: ['until'],
    error: 'must differ from "from"; for the whole day, set window to null',
  });

export const dailyWindowSchema = z.object({ from: z.string(), until: z.string() });
