import { z } from 'zod';
import { momentInputSchema, momentSchema } from './moment.ts';
import { moneySchema } from './money.ts';

/** How many of the branch's newest orders to show as they would come in. */
export const receivePreviewInputSchema = z.strictObject({ orders: z.int().min(1).max(20).default(10) });

const namedSchema = z.object({ id: z.int(), name: z.string() });

const previewLineSchema = z.object({
  /** Central's; null for a note. */
  product: namedSchema.nullable(),
  description: z.string(),
  quantity: z.number(),
  unitPrice: z.number(),
  /** Percent. */
  discount: z.number(),
  taxes: z.array(namedSchema),
});

const problemFields = { code: z.string(), title: z.string(), message: z.string(), fix: z.string() };

/** A POS order as it would come in; nothing of it was written. */
export const previewedOrderSchema = z
  .object({
    remoteId: z.int(),
    posReference: z.string(),
    orderedAt: momentSchema,
    currency: z.string(),
    posTotal: moneySchema,
    /** `ready`: it would come in; `failed`: it would be refused; `already_there`: it is in already. */
    outcome: z.enum(['ready', 'failed', 'already_there']),
    /** Why it would be refused; a person may mend it before the first import. Null where it would not. */
    failure: z
      .object({
        ...problemFields,
        /** The branch's record that a mapping would cure it by. */
        cause: z.object({ model: z.string(), remoteId: z.int() }).nullable(),
      })
      .nullable(),
    /** The draft that it would become; null where it would not. */
    salesOrder: z
      .object({
        /** `id` null: it would be made, with this name. */
        customer: z.object({ id: z.int().nullable(), name: z.string() }),
        salesperson: namedSchema.nullable(),
        warehouse: namedSchema.nullable(),
        pricelist: namedSchema.nullable(),
        /** What central would show as its source. */
        origin: z.string(),
        lines: z.array(previewLineSchema),
        /** The order's own notes, and what it refunds: they stand among the lines as well. Null: none. */
        note: z.string().nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'PreviewedOrder' });

export const receivePreviewSchema = z
  .object({ orders: z.array(previewedOrderSchema), takenAt: momentSchema })
  .meta({ id: 'ReceivePreview' });

export const receiveEstimateInputSchema = z.strictObject({ since: momentInputSchema });

/** What an import of everything since a moment would have to do. */
export const receiveEstimateSchema = z
  .object({
    /** Sold orders that the branch has changed since then. */
    orders: z.int(),
    /** About how many of them are in already: sold since then, by the ledger. They cost little. */
    alreadyThere: z.int(),
    /** At the pace of this branch's last imports, else of everybody's; null: nobody has imported anything yet. */
    seconds: z.int().nullable(),
  })
  .meta({ id: 'ReceiveEstimate' });

export type ReceiveEstimateInput = z.infer<typeof receiveEstimateInputSchema>;
export type PreviewedOrder = z.infer<typeof previewedOrderSchema>;
export type ReceivePreview = z.infer<typeof receivePreviewSchema>;
export type ReceiveEstimate = z.infer<typeof receiveEstimateSchema>;
