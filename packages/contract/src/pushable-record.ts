import { z } from 'zod';
import { failureClassSchema } from './failure.ts';
import { pushModelSchema } from './master-data.ts';
import { momentSchema } from './moment.ts';
import { pageOf, pageQueryFields } from './paging.ts';
import { lineOfText } from './text.ts';

export const pushableRecordQuerySchema = z.strictObject({
  model: pushModelSchema,
  /** Part of a name, reference, barcode, e-mail or the like. */
  q: lineOfText(200).optional(),
  ...pageQueryFields,
});

export const pushableRecordSchema = z
  .object({
    model: pushModelSchema,
    centralId: z.int(),
    name: z.string(),
    isArchived: z.boolean(),
    /** What it can be found by besides its name, where it has it: `reference`, `barcode`, `vat`, `email`, `phone`. */
    keys: z.record(z.string(), z.string()),
    /**
     * How it stands to the branch. `new`: the branch has none that we know of; `linked`: it has one, which was never pushed to; `changed`: central's was
     * written since it was last pushed; `pushed`: it was not.
     */
    state: z.enum(['new', 'linked', 'changed', 'pushed']),
    /** The branch's record; several where people have linked several. */
    remoteIds: z.array(z.int()),
    pushedAt: momentSchema.nullable(),
    /** What is in the way of it at present. */
    failure: z.object({ id: z.uuid(), code: z.string(), class: failureClassSchema, title: z.string() }).nullable(),
  })
  .meta({ id: 'PushableRecord' });

export const pushableRecordPageSchema = pageOf(pushableRecordSchema).extend({
  /** How many there are on all pages. */
  total: z.int(),
});

export type PushableRecord = z.infer<typeof pushableRecordSchema>;
