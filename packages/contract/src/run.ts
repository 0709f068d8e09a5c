import { z } from 'zod';
import { branchCodeSchema } from './branch.ts';
import { momentInputSchema, momentSchema } from './moment.ts';
import { pageOf, pageQueryFields } from './paging.ts';

export const runKindSchema = z.enum(['receive', 'push', 'reconcile']);
export const runStatusSchema = z.enum(['queued', 'running', 'succeeded', 'partial', 'failed', 'cancelled']);

/** What made a run: somebody, a schedule, or somebody who tried failures again. */
const runTriggerSchema = z.enum(['manual', 'schedule', 'retry']);

/** Comma between, so many that they fit into an address. */
const runIdsSchema = z
  .string()
  .max(4_000)
  .transform((text) => text.split(','))
  .pipe(
    z
      .array(z.uuid({ error: 'must be UUIDs, comma between' }))
      .min(1)
      .max(100),
  );

export const runQuerySchema = z.strictObject({
  /** Exactly these, where the rest holds of them: how many are followed at once. */
  ids: runIdsSchema.optional(),
  branch: branchCodeSchema.optional(),
  kind: runKindSchema.optional(),
  status: runStatusSchema.optional(),
  trigger: runTriggerSchema.optional(),
  /** Asked for at or after. */
  from: momentInputSchema.optional(),
  /** Asked for before. */
  to: momentInputSchema.optional(),
  ...pageQueryFields,
});

export const runSchema = z
  .object({
    id: z.uuid(),
    branchCode: z.string(),
    kind: runKindSchema,
    trigger: runTriggerSchema,
    status: runStatusSchema,
    /** What was asked for, e.g. `since`. */
    request: z.record(z.string(), z.unknown()),
    /** The `x-request-id` of the HTTP request that asked for it, which the worker's log tells too; null where a schedule did. */
    requestId: z.string().nullable(),
    attempts: z.int(),
    /**
     * Orders. Of a receive: looked at; brought in; found to be in already; refused; brought in with something to be looked at. Of a reconcile:
     * `seen` were sold, `alreadyThere` of them the ledger has settled, `flagged` is its findings. It succeeds whatever it finds: that books differ
     * is told by their days.
     */
    counts: z.object({
      seen: z.int(),
      imported: z.int(),
      alreadyThere: z.int(),
      failed: z.int(),
      flagged: z.int(),
    }),
    /** How many orders there were to look at when it began; null where nobody counted (a page or less). */
    expected: z.int().nullable(),
    odooCalls: z.int(),
    createdAt: momentSchema,
    startedAt: momentSchema.nullable(),
    finishedAt: momentSchema.nullable(),
    /** Somebody wants it to end: it does at the border of its next batch. */
    cancelRequestedAt: momentSchema.nullable(),
    /** Why it failed, or why its last attempt did. */
    error: z.object({ code: z.string(), message: z.string(), fix: z.string() }).nullable(),
  })
  .meta({ id: 'Run' });

export const runPageSchema = pageOf(runSchema);

export type RunQuery = z.infer<typeof runQuerySchema>;
export type Run = z.infer<typeof runSchema>;
