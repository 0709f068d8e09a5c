import { z } from 'zod';
import {
  failureClassSchema,
  failureFilterFields,
  failureGroupIdSchema,
  failureSeveritySchema,
  failureStatusSchema,
} from './failure.ts';
import { momentSchema } from './moment.ts';
import { moneySchema } from './money.ts';
import { pageOf, pageQueryFields } from './paging.ts';

/** Without a status those that stand: open and retrying. */
export const failureGroupQuerySchema = z.strictObject({
  ...failureFilterFields,
  /** One group: it is listed while something of it stands. */
  group: failureGroupIdSchema.optional(),
  status: failureStatusSchema.optional(),
  ...pageQueryFields,
});

export const failureGroupParamsSchema = z.strictObject({ group: failureGroupIdSchema });

/** All failures of one cause, over all branches: what one act would cure. */
export const failureGroupSchema = z
  .object({
    group: failureGroupIdSchema,
    code: z.string(),
    class: failureClassSchema,
    severity: failureSeveritySchema,
    title: z.string(),
    fix: z.string(),
    failures: z.int(),
    /** POS orders that wait. */
    orders: z.int(),
    /** Those with most of them first, 20 at most. */
    branches: z.array(z.string()),
    branchCount: z.int(),
    /** What the orders that wait are worth at the till. */
    amounts: z.array(z.object({ currency: z.string(), amount: moneySchema })),
    /** The branches' records that a link would cure it by, 20 at most. */
    records: z.array(z.object({ branchCode: z.string(), model: z.string(), remoteId: z.int() })),
    firstSeenAt: momentSchema,
    lastSeenAt: momentSchema,
  })
  .meta({ id: 'FailureGroup' });

export const failureGroupPageSchema = pageOf(failureGroupSchema);

export type FailureGroupQuery = z.infer<typeof failureGroupQuerySchema>;
export type FailureGroup = z.infer<typeof failureGroupSchema>;
