import { z } from 'zod';
import { branchCodeSchema } from './branch.ts';
import { moneySchema } from './money.ts';
import { pageOf, pageQueryFields } from './paging.ts';
import { daySchema, dayStatusSchema } from './reconciliation.ts';

const longestDays = 62;
const dayMs = 86_400_000;

/** Which days of which branches, both days included. `status`: the branches that have a day of it there, with all their days. */
export const reconciliationMapQuerySchema = z
  .strictObject({
    from: daySchema,
    to: daySchema,
    branch: branchCodeSchema.optional(),
    status: dayStatusSchema.optional(),
    ...pageQueryFields,
  })
  .refine(({ from, to }) => from <= to, { path: ['to'], error: 'must not be before from' })
  .refine(({ from, to }) => (Date.parse(to) - Date.parse(from)) / dayMs < longestDays, {
    path: ['to'],
    error: `must be at most ${longestDays} days after from`,
  });

const mappedDaySchema = z.object({
  /** On the branch's calendar. */
  day: daySchema,
  status: dayStatusSchema,
  findingCount: z.int(),
  /** What the till has as sold; null where that is in several currencies, or nothing. */
  currency: z.string().nullable(),
  orders: z.int(),
  total: moneySchema,
});

/** A branch's days as they were last compared, by day; those that never were are left out. */
export const reconciliationMapEntrySchema = z
  .object({
    branchCode: z.string(),
    branchName: z.string(),
    /** Whose calendar the days are of. */
    timezone: z.string(),
    days: z.array(mappedDaySchema),
  })
  .meta({ id: 'ReconciliationMapEntry' });
export const reconciliationMapPageSchema = pageOf(reconciliationMapEntrySchema);

export type ReconciliationMapEntry = z.infer<typeof reconciliationMapEntrySchema>;
