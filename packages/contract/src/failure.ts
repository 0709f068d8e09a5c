import { z } from 'zod';
import { branchCodeSchema } from './branch.ts';
import { momentSchema } from './moment.ts';
import { moneySchema } from './money.ts';
import { pageOf, pageQueryFields } from './paging.ts';
import { runKindSchema } from './run.ts';
import { lineOfText } from './text.ts';

export const failureStatusSchema = z.enum(['open', 'retrying', 'resolved', 'dismissed']);
export const failureClassSchema = z.enum(['transient', 'waiting', 'permanent']);
/** `warning`: it comes right by itself, or the order is in and wants a look; `info`: nothing is wrong. */
export const failureSeveritySchema = z.enum(['error', 'warning', 'info']);
export const failureGroupIdSchema = z.string().regex(/^[0-9a-f]{32}$/, { error: 'must be the group of a failure' });

export const failureCodeSchema = z
  .string()
  .regex(/^[a-z0-9_]+\.[a-z0-9_]+$/, { error: 'must be a failure code, e.g. product.not_found' })
  .max(100);

/** What failures can be chosen by. */
export const failureFilterFields = {
  branch: branchCodeSchema.optional(),
  code: failureCodeSchema.optional(),
  class: failureClassSchema.optional(),
  severity: failureSeveritySchema.optional(),
  kind: runKindSchema.optional(),
  /** Our own id of the order (GET /orders). */
  order: z.uuid({ error: 'must be a UUID' }).optional(),
  /** Part of what a failure says: a product, a POS reference. */
  q: lineOfText(100).optional(),
};

export const failureQuerySchema = z.strictObject({
  ...failureFilterFields,
  group: failureGroupIdSchema.optional(),
  status: failureStatusSchema.optional(),
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
    severity: failureSeveritySchema,
    /** The same for all failures of one cause, over all branches. */
    group: failureGroupIdSchema,
    /** What is the matter, in one line. */
    title: z.string(),
    message: z.string(),
    fix: z.string(),
    /** For engineers: the call, and the last line of Odoo's answer; null where no call was refused. */
    technical: z
      .object({
        host: z.string(),
        model: z.string().nullable(),
        method: z.string().nullable(),
        kind: z.string(),
        httpStatus: z.int().nullable(),
        faultCode: z.int().nullable(),
        lastLine: z.string(),
        /** Milliseconds. */
        tookMs: z.number().nullable(),
      })
      .nullable(),
    /** The POS order as it was received and the Sales Order rows as they were sent, or what the run was asked for. */
    payload: z.unknown(),
    remoteModel: z.string().nullable(),
    remoteId: z.int().nullable(),
    /** Central's record that could not be pushed; nulls where it is about none. */
    centralModel: z.string().nullable(),
    centralId: z.int().nullable(),
    /** The order that it befell; nulls where it is about none. */
    orderId: z.uuid().nullable(),
    posReference: z.string().nullable(),
    amount: moneySchema.nullable(),
    currency: z.string().nullable(),
    /** The branch's record that a link would cure it by. */
    causeModel: z.string().nullable(),
    causeRemoteId: z.int().nullable(),
    attempts: z.int(),
    status: failureStatusSchema,
    dismissReason: z.string().nullable(),
    /** The run that tries it again, or did last, because somebody asked. */
    retryRunId: z.uuid().nullable(),
    firstSeenAt: momentSchema,
    lastSeenAt: momentSchema,
    resolvedAt: momentSchema.nullable(),
  })
  .meta({ id: 'Failure' });

export const failurePageSchema = pageOf(failureSchema);

export type FailureQuery = z.infer<typeof failureQuerySchema>;
export type Failure = z.infer<typeof failureSchema>;
