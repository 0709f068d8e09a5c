import { z } from 'zod';
import { momentSchema } from './moment.ts';

/** What runs here. */
export const aboutSchema = z
  .object({
    version: z.string(),
    /** Of Node.js. */
    node: z.string(),
    /** Postgres's own version. */
    database: z.string(),
    /** Where the queue lives. */
    queue: z.enum(['redis', 'postgres']),
    startedAt: momentSchema,
    publicUrl: z.string(),
    /** Days after which what is over is forgotten (RETENTION_DAYS). */
    retentionDays: z.int(),
    signIn: z.object({
      ways: z.array(z.enum(['odoo', 'local', 'key'])),
      oidcName: z.string().nullable(),
      /** Which groups of central's Odoo, or of the provider, give which role. */
      odooGroups: z.record(z.string(), z.array(z.string())).nullable(),
      oidcGroups: z.record(z.string(), z.array(z.string())).nullable(),
    }),
  })
  .meta({ id: 'About' });

export type About = z.infer<typeof aboutSchema>;
