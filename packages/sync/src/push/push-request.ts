import { pushModels } from '@branch-sync/db';
import { z } from 'zod';

const idSchema = z.int().positive();

/** What a push is asked for, as it stands in the run. `changed`: what differs from what was last pushed; `selected`: these records; `all`: all that the branch takes. */
export const pushRequestSchema = z.object({
  mode: z.enum(['changed', 'selected', 'all']).default('changed'),
  /** Left out: the models that the branch takes. */
  models: z.array(z.enum(pushModels)).optional(),
  /** For `selected`: central's ids by model. */
  ids: z.partialRecord(z.enum(pushModels), z.array(idSchema)).optional(),
  /** Settles conflicts in this run otherwise than the branch's settings do. */
  conflicts: z.enum(['central_wins', 'branch_wins', 'ask']).optional(),
});
export type PushRequest = z.infer<typeof pushRequestSchema>;
