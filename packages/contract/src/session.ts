import { z } from 'zod';
import { keyActSchema, roleSchema } from './api-key.ts';
import { momentSchema } from './moment.ts';

/** Who asks: the answer to "who am I, and what may I do". */
export const identitySchema = z
  .object({
    kind: z.enum(['person', 'key']),
    id: z.uuid(),
    /** A person's login, a key's name. */
    name: z.string(),
    role: roleSchema,
    /** Null: all that the role may. */
    acts: z.array(keyActSchema).nullable(),
    /** Codes of branches; null: all. */
    branches: z.array(z.string()).nullable(),
    /** When the sign-in is over at the latest; null for a key that is sent along. */
    expiresAt: momentSchema.nullable(),
  })
  .meta({ id: 'Identity' });

/** A sign-in that holds. */
export const sessionSchema = z
  .object({
    id: z.uuid(),
    /** Whether it is the one that asks. */
    isThis: z.boolean(),
    /** A person's login, a key's name. */
    of: z.string(),
    createdAt: momentSchema,
    lastUsedAt: momentSchema,
    expiresAt: momentSchema,
    /** Where it was opened. */
    address: z.string().nullable(),
    userAgent: z.string().nullable(),
  })
  .meta({ id: 'Session' });

export const sessionListSchema = z.object({ items: z.array(sessionSchema) });

export type IdentityAnswer = z.infer<typeof identitySchema>;
export type SessionAnswer = z.infer<typeof sessionSchema>;
