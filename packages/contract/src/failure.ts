import { z } from 'zod';
import { branchCodeSchema } from './branch.ts';
import { momentSchema } from './moment.ts';
import { pageOf, pageQueryFields } from './paging.ts';
import { runKindSchema } from './run.ts';

export const failureStatusSchema = z.enum(['open', 'retrying', 'resolved', 'dismissed']);
export const failureClassSchema = z.enum(['transient', 'waiting', 'permanent']);

export const failureQuerySchema = z.strictObject({
  branch: branchCodeSchema.optional(),
  code: z
    .string()
    .regex(/^[a-z0-9_]+\.[a-z0-9_]+$/, { error: 'must be a failure code, e.g. product.not_found' })
    .max(100)
    .optional(),
  status: failureStatusSchema.optional(),
  class: failureClassSchema.optional(),
  ...pageQueryFields,
});

export const failureSchema = z
  .object({
    id: z.uuid(),
    branchCode: z.string(),
    kind: runKindSchema,
    runId: z.uuid().nullable(),
    /** Catalogue code. */
    code: z.string(),
    /** Transient: tried again by itself; waiting: the branch will be ready later; permanent: a person must act. */
    class: failureClassSchema,
    message: z.string(),
    fix: z.string(),
    payload: z.unknown(),
    remoteModel: z.string().nullable(),
    remoteId: z.int().nullable(),
    attempts: z.int(),
    status: failureStatusSchema,
    firstSeenAt: momentSchema,
    lastSeenAt: momentSchema,
    resolvedAt: momentSchema.nullable(),
  })
  .meta({ id: 'Failure' });

export const failurePageSchema = pageOf(failureSchema);

export type FailureQuery = z.infer<typeof failureQuerySchema>;
export type Failure = z.infer<typeof failureSchema>;
