import { z } from 'zod';
import { connectionFields, connectionInputFields, secretSchema, transportSchema } from './connection.ts';
import { momentSchema } from './moment.ts';

/** The central connection, whole. The secret may be left out where one is set: it stays. */
export const centralInputSchema = z.strictObject({
  ...connectionInputFields,
  secret: secretSchema.optional(),
  transport: transportSchema.default('auto'),
});

/** How fast the fleet writes to central, as it has found by measuring. */
export const centralPaceSchema = z
  .object({
    batchOrders: z.int().describe('Orders in one batch, at the most'),
    writers: z.int().describe('Batches written at once, by the whole fleet'),
    msPerOrder: z
      .number()
      .nullable()
      .describe('What an order of four lines takes now, smoothed; null: too little was written yet'),
    bestMsPerOrder: z.number().nullable().describe('What it takes where nothing else is in the way'),
    updatedAt: momentSchema,
  })
  .meta({ id: 'CentralPace' });

export const centralSchema = z
  .object({
    ...connectionFields,
    pace: centralPaceSchema.nullable().describe('Null: nothing was written to it yet'),
    createdAt: momentSchema,
    updatedAt: momentSchema,
  })
  .meta({ id: 'Central' });

export type CentralPace = z.infer<typeof centralPaceSchema>;

export type CentralInput = z.infer<typeof centralInputSchema>;
export type Central = z.infer<typeof centralSchema>;
