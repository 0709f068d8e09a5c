import { z } from 'zod';
import { momentSchema } from './moment.ts';
import { pageOf } from './paging.ts';

/** `silent`: not seen for half a minute, and it has not said that it stops: it was killed, or has lost the database. */
export const workerStateSchema = z.enum(['running', 'draining', 'stopped', 'silent']);

export const workerSchema = z
  .object({
    id: z.uuid(),
    host: z.string(),
    pid: z.int(),
    version: z.string(),
    state: workerStateSchema,
    /** Runs that it may work on at once. */
    concurrency: z.int(),
    /** Runs that it works on. */
    running: z.int(),
    /** Whether it takes jobs, as it sees itself. */
    isConsuming: z.boolean(),
    lastJobAt: momentSchema.nullable(),
    /** The longest that its event loop was held up since its beat before. */
    eventLoopLagMs: z.number(),
    rssMb: z.number(),
    startedAt: momentSchema,
    seenAt: momentSchema,
    stoppedAt: momentSchema.nullable(),
  })
  .meta({ id: 'Worker' });

export const workerPageSchema = pageOf(workerSchema);

export type Worker = z.infer<typeof workerSchema>;
