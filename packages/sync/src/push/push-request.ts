import { pushModels } from '@branch-sync/db';
import { z } from 'zod';

const idSchema = z.int().positive();

/**
 * What a push is asked for, as it stands in the run. `changed`: what differs from what was last pushed; `selected`: these records; `all`: all that the branch takes; `previewed`: what a preview
 * has shown as to be written, where it still is so.
 */
export const pushRequestSchema = z.object({
  mode: z.enum(['changed', 'selected', 'all', 'previewed']).default('changed'),
  /** Left out: the models that the branch takes. */
  models: z.array(z.enum(pushModels)).optional(),
  /** For `selected`: central's ids by model. */
  ids: z.partialRecord(z.enum(pushModels), z.array(idSchema)).optional(),
  /** Settles conflicts in this run otherwise than the branch's settings do. */
  conflicts: z.enum(['central_wins', 'branch_wins', 'ask']).optional(),
  /** Narrows `changed` and `all`: records that have this text in one of the fields that are searched. */
  search: z.string().optional(),
  /** A preview: nothing is written, and its results tell what would be. */
  dryRun: z.boolean().optional(),
  /** For `previewed`: the preview's run. */
  previewId: z.uuid().optional(),
});
export type PushRequest = z.infer<typeof pushRequestSchema>;
