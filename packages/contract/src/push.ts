import { z } from 'zod';
import { branchCodeSchema } from './branch.ts';
import { conflictRuleSchema, pushModelSchema } from './master-data.ts';
import { momentSchema } from './moment.ts';
import { odooIdSchema } from './odoo-id.ts';
import { pageOf, pageQueryFields } from './paging.ts';
import { lineOfText } from './text.ts';

const idsByModel = z.partialRecord(pushModelSchema, z.array(odooIdSchema).min(1).max(10_000));

const selectionFields = {
  mode: z.enum(['changed', 'selected', 'all']).default('changed'),
  /** Left out: the models that the branch takes. */
  models: z.array(pushModelSchema).min(1).optional(),
  /** For `selected`: by model. */
  ids: idsByModel.optional(),
  /** For `changed` and `all`: only records that have this text in their name, reference, barcode, e-mail or the like. */
  search: lineOfText(200).optional(),
  /** Settles conflicts in this run otherwise than the branch's settings do. */
  conflicts: conflictRuleSchema.optional(),
};

interface Asked {
  readonly mode: string;
  readonly ids?: object | undefined;
  readonly search?: string | undefined;
}

/** Whether ids and search are given where they mean something. */
function requireFitting({ mode, ids, search }: Asked, context: z.RefinementCtx): void {
  if ((mode === 'selected') !== (ids !== undefined)) {
    context.addIssue({ code: 'custom', path: ['ids'], message: 'must be given with the mode selected, and only with it' });
  }
  if (mode === 'selected' && search !== undefined) {
    context.addIssue({ code: 'custom', path: ['search'], message: 'cannot be given with the mode selected' });
  }
}

/**
 * What a push would send. `changed`: what was written on either side since it was last pushed; `all`: all that the branch takes; `selected`: central's
 * records of these ids.
 */
export const previewInputSchema = z.strictObject(selectionFields).superRefine(requireFitting);

const orderFields = {
  ...selectionFields,
  /** `now`: ahead of all that waits in the queue. */
  when: z.enum(['queue', 'now']).default('queue'),
};

/** What to push: as a preview is asked for, or exactly what a preview has shown as to be written (`previewId`: its run). */
export const pushInputSchema = z
  .strictObject({ ...orderFields, previewId: z.uuid().optional() })
  .superRefine((input, context) => {
    if (input.previewId === undefined) return requireFitting(input, context);
    for (const field of ['models', 'ids', 'search', 'conflicts'] as const) {
      if (input[field] === undefined) continue;
      context.addIssue({ code: 'custom', path: [field], message: 'cannot be given with previewId: the preview says it' });
    }
  });

/** The same push to many branches: one run each. */
export const fleetPushInputSchema = z
  .strictObject({
    ...orderFields,
    /** Left out: every branch that takes any of the models. */
    branches: z.array(branchCodeSchema).min(1).max(1_000).optional(),
  })
  .superRefine(requireFitting);

export const fleetPushAcceptedSchema = z
  .object({ runs: z.array(z.object({ branchCode: z.string(), runId: z.uuid() })) })
  .meta({ id: 'FleetPushAccepted' });

/**
 * What became of a record, or would: `left` stays as the branch has it; `blocked` and `conflict` are failures; `waiting` for a till to be closed;
 * `outdated`: it is not what the confirmed preview showed any more.
 */
const pushActionSchema = z.enum(['create', 'update', 'same', 'left', 'conflict', 'blocked', 'waiting', 'outdated']);

export const pushResultSchema = z
  .object({
    model: pushModelSchema,
    centralId: z.int(),
    remoteId: z.int().nullable(),
    name: z.string(),
    action: pushActionSchema,
    fields: z.array(z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
    code: z.string().nullable(),
    message: z.string().nullable(),
    /** What to do about the code; null where nothing is in the way. */
    fix: z.string().nullable(),
    /** False: it was about to be written; where the run is over, it was cut off then, and a later run tells what became of it. */
    isDone: z.boolean(),
    at: momentSchema,
  })
  .meta({ id: 'PushResult' });

export const pushResultQuerySchema = z.strictObject({ action: pushActionSchema.optional(), ...pageQueryFields });

export const pushResultCsvQuerySchema = z.strictObject({ action: pushActionSchema.optional() });

export const pushResultPageSchema = pageOf(pushResultSchema).extend({
  /** How many records of the whole run came to what. */
  tally: z.partialRecord(pushActionSchema, z.int()),
});

export type PreviewInput = z.infer<typeof previewInputSchema>;
export type FleetPushInput = z.infer<typeof fleetPushInputSchema>;
export type PushInput = z.infer<typeof pushInputSchema>;
export type PushResult = z.infer<typeof pushResultSchema>;
