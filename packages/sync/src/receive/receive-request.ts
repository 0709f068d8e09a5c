import { z } from 'zod';

/** Orders that one run can be asked for by their ids. */
export const maxOrderIds = 10_000;

/**
 * What a receive run was asked for. `since` (ISO 8601): everything written since then, whatever the cursor says; `orderIds`
 * (pos.order ids of the branch): exactly those. Neither: what is new since the cursor. `reimport`: those of `orderIds` whose Sales Order was
 * deleted in central come in again.
 */
export const receiveRequestSchema = z.strictObject({
  since: z.iso.datetime({ offset: true }).optional(),
  orderIds: z.array(z.int().positive()).min(1).max(maxOrderIds).optional(),
  reimport: z.literal(true).optional(),
});

export type ReceiveRequest = z.infer<typeof receiveRequestSchema>;
