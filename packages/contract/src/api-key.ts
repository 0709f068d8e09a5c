import { z } from 'zod';
import { branchCodeSchema } from './branch.ts';
import { momentInputSchema, momentSchema } from './moment.ts';
import { pageOf } from './paging.ts';
import { lineOfText } from './text.ts';

/** Each role may do what those before it may. */
export const roleSchema = z.enum(['viewer', 'operator', 'admin']);

/** What a key may be limited to: imports, pushes, comparing books, failures, mappings. */
export const keyActSchema = z.enum(['receive', 'push', 'reconcile', 'failures', 'mappings']);

export const apiKeyInputSchema = z.strictObject({
  name: lineOfText(100),
  role: roleSchema,
  /** Of what operators do, this alone; looking is free. Null or left out: all that its role may. */
  acts: z.array(keyActSchema).min(1).max(5).nullish(),
  /** For these branches alone, by code. Null or left out: for all of them, those to come as well. */
  branches: z.array(branchCodeSchema).min(1).max(1_000).nullish(),
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
    /** Null: all that its role may. */
    acts: z.array(keyActSchema).nullable(),
    /** Codes of the branches that it is for; null: all. */
    branches: z.array(z.string()).nullable(),
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
