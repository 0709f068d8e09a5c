import { z } from 'zod';
import { connectionFields, connectionInputFields, secretSchema, transportSchema } from './connection.ts';
import { momentSchema } from './moment.ts';

/** The central connection, whole. The secret may be left out where one is set: it stays. */
export const centralInputSchema = z.strictObject({
  ...connectionInputFields,
  secret: secretSchema.optional(),
  transport: transportSchema.default('auto'),
});

export const centralSchema = z
  .object({ ...connectionFields, createdAt: momentSchema, updatedAt: momentSchema })
  .meta({ id: 'Central' });

export type CentralInput = z.infer<typeof centralInputSchema>;
export type Central = z.infer<typeof centralSchema>;
