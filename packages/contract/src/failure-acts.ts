import { z } from 'zod';
import { failureFilterFields, failureGroupIdSchema, failureStatusSchema } from './failure.ts';
import { lineOfText } from './text.ts';

const selectionFields = {
  ids: z
    .array(z.uuid({ error: 'must be a UUID' }))
    .min(1)
    .max(1_000)
    .optional(),
  group: failureGroupIdSchema.optional(),
  filter: z
    .strictObject({ ...failureFilterFields, group: failureGroupIdSchema.optional(), status: failureStatusSchema.optional() })
    .refine((filter) => Object.values(filter).some((value) => value !== undefined), { error: 'must name something' })
    .optional(),
};

interface SelectionParts {
  readonly ids?: unknown;
  readonly group?: unknown;
  readonly filter?: unknown;
}

const isOneWay = ({ ids, group, filter }: SelectionParts) => [ids, group, filter].filter((one) => one !== undefined).length === 1;
const oneWay = { path: ['ids'], error: 'give exactly one of ids, group and filter' };

/** Failures by their ids, of one cause, or by a filter. */
export const failureSelectionSchema = z.strictObject(selectionFields).refine(isOneWay, oneWay);

export const dismissalSchema = z
  .strictObject({
    ...selectionFields,
    /** Why nobody needs to hear of it again; it is kept with the failures. */
    reason: lineOfText(500),
  })
  .refine(isOneWay, oneWay);

/** Failures that an act left as they are, and why: what they are, or that the branch is archived, and so on. */
const untouchedSchema = z.object({
  reason: z.enum(['open', 'retrying', 'resolved', 'dismissed', 'branch_archived', 'nothing_waits', 'stands_again', 'not_found']),
  failures: z.int(),
});

export const failuresRetriedSchema = z
  .object({
    /** A run takes exactly these orders of its branch; one that was asked for none by name has 0. GET /runs/:id/orders tells what became of each. */
    runs: z.array(z.object({ branchCode: z.string(), runId: z.uuid(), orders: z.int() })),
    failures: z.int(),
    notRetried: z.array(untouchedSchema),
  })
  .meta({ id: 'FailuresRetried' });

export const failuresChangedSchema = z
  .object({ changed: z.int(), untouched: z.array(untouchedSchema) })
  .meta({ id: 'FailuresChanged' });

export type FailureSelectionInput = z.infer<typeof failureSelectionSchema>;
export type FailuresRetried = z.infer<typeof failuresRetriedSchema>;
export type FailuresChanged = z.infer<typeof failuresChangedSchema>;
