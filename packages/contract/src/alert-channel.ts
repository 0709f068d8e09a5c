import { z } from 'zod';
import { momentSchema } from './moment.ts';
import { pageOf } from './paging.ts';
import { lineOfText } from './text.ts';

const channelKindSchema = z.enum(['webhook', 'email']);

/** Where a webhook is called. Whatever must be secret in it, as some services want it, is for admins' eyes. */
const webhookUrlSchema = z
  .string()
  .max(2_000)
  .refine((text) => /^https?:\/\/[^/?#@\\\s]+([/?][^#\\\s]*)?$/i.test(text) && URL.canParse(text), {
    error: 'must be like https://receiver.example/path: http or https, without login and #',
  });

const recipientsSchema = z
  .array(z.email({ error: 'must be an e-mail address' }).max(254))
  .min(1)
  .max(50);

export const alertChannelInputSchema = z
  .strictObject({
    kind: channelKindSchema,
    name: lineOfText(100),
    /** Of a webhook. */
    url: webhookUrlSchema.optional(),
    /** Of an e-mail channel. */
    recipients: recipientsSchema.optional(),
  })
  .superRefine(({ kind, url, recipients }, issues) => {
    const [needed, strange] = kind === 'webhook' ? (['url', 'recipients'] as const) : (['recipients', 'url'] as const);
    const given = { url, recipients };
    if (given[needed] === undefined) issues.addIssue({ code: 'custom', path: [needed], message: 'is required' });
    if (given[strange] !== undefined)
      issues.addIssue({ code: 'custom', path: [strange], message: `is not for channels of the kind ${kind}` });
  });

/** A change: what is left out stays. */
export const alertChannelPatchSchema = z.strictObject({
  name: lineOfText(100).optional(),
  url: webhookUrlSchema.optional(),
  recipients: recipientsSchema.optional(),
  /** False: a channel that was switched off, by hand or by its receiver, is used again. */
  isDisabled: z.boolean().optional(),
});

export const alertChannelSchema = z
  .object({
    id: z.uuid(),
    kind: channelKindSchema,
    name: z.string(),
    /** Where it goes in few words: a webhook's host, how many recipients. */
    target: z.string(),
    /** Null: it is none of a webhook, or whoever asks is no admin. */
    url: z.string().nullable(),
    recipients: z.array(z.string()).nullable(),
    isDisabled: z.boolean(),
    disabledReason: z.string().nullable(),
    lastSentAt: momentSchema.nullable(),
    /** What went wrong with the last try; null: nothing did. */
    lastProblem: z.string().nullable(),
    createdAt: momentSchema,
    updatedAt: momentSchema,
  })
  .meta({ id: 'AlertChannel' });

export const alertChannelPageSchema = pageOf(alertChannelSchema);

/** A webhook's secret, shown in this answer alone; null for e-mail. */
const shownSecret = { secret: z.string().nullable() };
export const createdAlertChannelSchema = z
  .object({ ...alertChannelSchema.shape, ...shownSecret })
  .meta({ id: 'CreatedAlertChannel' });

/** What came of a test. */
export const alertTestSchema = z
  .object({
    ok: z.boolean(),
    message: z.string(),
    tookMs: z.int(),
  })
  .meta({ id: 'AlertTest' });

export type AlertChannelInput = z.infer<typeof alertChannelInputSchema>;
export type AlertChannelPatch = z.infer<typeof alertChannelPatchSchema>;
export type AlertChannel = z.infer<typeof alertChannelSchema>;
export type CreatedAlertChannel = z.infer<typeof createdAlertChannelSchema>;
export type AlertTest = z.infer<typeof alertTestSchema>;
