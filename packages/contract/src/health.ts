import { z } from 'zod';

export const liveSchema = z.object({ status: z.literal('live') });

/** What the API cannot do without, looked at one by one. */
export const readinessSchema = z
  .object({
    status: z.enum(['ready', 'not_ready']),
    checks: z.array(z.object({ name: z.enum(['database', 'migrations', 'queue']), ok: z.boolean(), message: z.string() })),
  })
  .meta({ id: 'Readiness' });

export type Readiness = z.infer<typeof readinessSchema>;
