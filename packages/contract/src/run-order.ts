import { z } from 'zod';
import { pageOf } from './paging.ts';

/**
 * What became of an order in a run, as the ledger has it now. `already_there`: it was, or another run or branch has brought it; `not_sold`: the branch
 * has no sold order of this id; `waiting`: the run has not come to it; `not_tried`: nor will it, it is over.
 */
export const runOrderSchema = z
  .object({
    /** pos.order's id on the branch. */
    remoteId: z.int(),
    outcome: z.enum(['imported', 'already_there', 'failed', 'not_sold', 'waiting', 'not_tried']),
    /** Our own id of the order; null where we have never seen it. */
    orderId: z.uuid().nullable(),
    posReference: z.string().nullable(),
    centralId: z.int().nullable(),
    centralName: z.string().nullable(),
    /** Why it failed: the newest of its failures. */
    failure: z.object({ id: z.uuid(), code: z.string(), title: z.string(), message: z.string() }).nullable(),
  })
  .meta({ id: 'RunOrder' });

export const runOrderPageSchema = pageOf(runOrderSchema);

export type RunOrder = z.infer<typeof runOrderSchema>;
