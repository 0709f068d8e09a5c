import { z } from 'zod';
import { alertKindSchema, alertSeveritySchema } from './alert-rule.ts';
import { branchCodeSchema } from './branch.ts';
import { momentSchema } from './moment.ts';
import { pageOf, pageQueryFields } from './paging.ts';

export const alertQuerySchema = z.strictObject({
  /** Left out: both. */
  state: z.enum(['open', 'resolved']).optional(),
  kind: alertKindSchema.optional(),
  branch: branchCodeSchema.optional(),
  ...pageQueryFields,
});

const alertFields = {
  id: z.uuid(),
  ruleId: z.uuid(),
  kind: alertKindSchema,
  severity: alertSeveritySchema,
  title: z.string(),
  message: z.string(),
  /** Null: it is about none, or about several. */
  branch: z.object({ code: z.string(), name: z.string() }).nullable(),
  /** What its kind has to tell in figures. */
  figures: z.record(z.string(), z.unknown()),
  /** Since when it is so. */
  since: momentSchema,
  openedAt: momentSchema,
  lastSeenAt: momentSchema,
  resolvedAt: momentSchema.nullable(),
  /** `unwatched`: its rule was changed, switched off or deleted. */
  resolution: z.enum(['cured', 'unwatched']).nullable(),
  acknowledgedAt: momentSchema.nullable(),
  /** `person:LOGIN` or `key:NAME`. */
  acknowledgedBy: z.string().nullable(),
};

export const alertSchema = z.object(alertFields).meta({ id: 'Alert' });

export const alertPageSchema = pageOf(alertSchema);

const alertDeliverySchema = z.object({
  /** What a webhook's receiver knows a repetition by (`webhook-id`). */
  id: z.uuid(),
  channelId: z.uuid(),
  channel: z.string(),
  event: z.enum(['opened', 'reminder', 'resolved']),
  /** `held`: until quiet hours end; `dropped`: nobody needed to hear of it any more. */
  state: z.enum(['waiting', 'held', 'sent', 'failed', 'dropped']),
  attempts: z.int(),
  /** Null: it is not tried any more. */
  nextAttemptAt: momentSchema.nullable(),
  sentAt: momentSchema.nullable(),
  problem: z.string().nullable(),
});

/** An alert, and what was sent of it. */
export const alertDetailSchema = z
  .object({ ...alertFields, deliveries: z.array(alertDeliverySchema) })
  .meta({ id: 'AlertDetail' });

/** How many alerts stand. */
export const alertCountsSchema = z.object({ warning: z.int(), critical: z.int() }).meta({ id: 'AlertCounts' });

export type AlertQuery = z.infer<typeof alertQuerySchema>;
export type Alert = z.infer<typeof alertSchema>;
export type AlertDetail = z.infer<typeof alertDetailSchema>;
export type AlertCounts = z.infer<typeof alertCountsSchema>;
