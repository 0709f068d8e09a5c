import { z } from 'zod';
import { momentSchema } from './moment.ts';

/**
 * Whether the other side answers. `closed`: it does. `open`: several attempts in a row got no answer, and nobody tries before `nextTryAt`.
 * `half_open`: one run tries right now.
 */
export const circuitSchema = z.object({
  state: z.enum(['closed', 'open', 'half_open']),
  offlineSince: momentSchema.nullable(),
  nextTryAt: momentSchema.nullable(),
});

export type Circuit = z.infer<typeof circuitSchema>;
