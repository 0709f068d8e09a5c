import { z } from 'zod';
import { momentInputSchema, momentSchema } from './moment.ts';
import { pageOf } from './paging.ts';
import { lineOfText } from './text.ts';

/** Each role may do what those before it may. */
export const roleSchema = z.enum(['viewer', 'operator', 'admin']);

export const apiKeyInputSchema = z.strictObject({
  name: lineOfText(100),
  role: roleSchema,
  /** Null or left out: it does not expire. */
  expiresAt: momentInputSchema.nullish(),
});

export const apiKeySchema = z
  .object({
    id: z.uuid(),
    name: z.string(),
    /** The key's beginning, to recognise it by. */
    prefix: z.string(),
    role: roleSchema,
    createdAt: momentSchema,
    expiresAt: momentSchema.nullable(),
    lastUsedAt: momentSchema.nullable(),
    revokedAt: momentSchema.nullable(),
  })
  .meta({ id: 'ApiKey' });

/** A key that was just made: the only answer that ever shows it. */
export const createdApiKeySchema = z.object({ ...apiKeySchema.shape, key: z.string() }).meta({ id: 'CreatedApiKey' });

export const apiKeyPageSchema = pageOf(apiKeySchema);

export type Role = z.infer<typeof roleSchema>;
export type ApiKeyInput = z.infer<typeof apiKeyInputSchema>;
export type ApiKey = z.infer<typeof apiKeySchema>;
