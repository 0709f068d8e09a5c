import { z } from 'zod';
import { momentInputSchema } from './moment.ts';
import { odooIdSchema } from './odoo-id.ts';

/**
 * What to receive: everything written since a moment, or exactly the POS orders of these ids (pos.order of the branch), or
 * (neither) what is new. `reimport`: those of `orderIds` whose Sales Order was deleted in central are brought in again, once.
 */
export const receiveInputSchema = z
  .strictObject({
    since: momentInputSchema.optional(),
    orderIds: z.array(odooIdSchema).min(1).max(10_000).optional(),
    reimport: z.literal(true, { error: 'must be true, or left out' }).optional(),
  })
  .refine(({ since, orderIds }) => since === undefined || orderIds === undefined, {
    path: ['orderIds'],
    error: 'since and orderIds cannot both be given',
  })
  .refine(({ orderIds, reimport }) => reimport === undefined || orderIds !== undefined, {
    path: ['reimport'],
    error: 'needs orderIds: what was deleted is brought in again only where it is named',
  });

/** The same key with the same request is the same run, however often it is sent. */
export const idempotencyHeadersSchema = z.object({
  'idempotency-key': z
    .string()
    .regex(/^[\x21-\x7e]{1,200}$/, { error: 'must be 1 to 200 visible ASCII characters, without spaces' })
    .optional(),
});

export const runAcceptedSchema = z.object({ runId: z.uuid() }).meta({ id: 'RunAccepted' });

export type ReceiveInput = z.infer<typeof receiveInputSchema>;
export type RunAccepted = z.infer<typeof runAcceptedSchema>;
