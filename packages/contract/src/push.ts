import { z } from 'zod';
import { conflictRuleSchema, pushModelSchema } from './master-data.ts';
import { momentSchema } from './moment.ts';
import { odooIdSchema } from './odoo-id.ts';
import { pageOf } from './paging.ts';

/**
 * What to push. `changed`: what was written on either side since it was last pushed; `all`: all that the branch takes; `selected`: central's records
 * of these ids.
 */
export const pushInputSchema = z
  .strictObject({
    mode: z.enum(['changed', 'selected', 'all']).default('changed'),
    /** Left out: the models that the branch takes. */
    models: z.array(pushModelSchema).min(1).optional(),
    /** For `selected`: by model. */
    ids: z.partialRecord(pushModelSchema, z.array(odooIdSchema).min(1).max(10_000)).optional(),
    /** Settles conflicts in this run otherwise than the branch's settings do. */
    conflicts: conflictRuleSchema.optional(),
  })
  .refine(({ mode, ids }) => (mode === 'selected') === (ids !== undefined), {
    path: ['ids'],
    error: 'must be given with the mode selected, and only with it',
  });

/** What became of a record, or would: `left` stays as the branch has it; `blocked` and `conflict` are failures; `waiting` for a till to be closed. */
const pushActionSchema = z.enum(['create', 'update', 'same', 'left', 'conflict', 'blocked', 'waiting']);

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
    at: momentSchema,
  })
  .meta({ id: 'PushResult' });

export const pushResultPageSchema = pageOf(pushResultSchema);

export type PushInput = z.infer<typeof pushInputSchema>;
export type PushResult = z.infer<typeof pushResultSchema>;
