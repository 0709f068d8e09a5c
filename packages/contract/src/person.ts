import { z } from 'zod';
import { roleSchema } from './api-key.ts';
import { momentSchema } from './moment.ts';
import { pageOf } from './paging.ts';
import { lineOfText } from './text.ts';

/** What somebody calls themselves at the sign-in. */
export const loginSchema = z
  .string()
  .transform((text) => text.trim())
  .pipe(lineOfText(200));

/** Where a person's sign-in is checked: by branch-sync, by central's Odoo, by an OpenID provider. */
export const personSourceSchema = z.enum(['local', 'odoo', 'oidc']);

/** Somebody who has signed in, or may. */
export const personSchema = z
  .object({
    id: z.uuid(),
    source: personSourceSchema,
    login: z.string(),
    name: z.string(),
    /** Null: they are in no group that may in (any more). */
    role: roleSchema.nullable(),
    isDisabled: z.boolean(),
    createdAt: momentSchema,
    lastSignInAt: momentSchema.nullable(),
    /** When their source last said which groups they are in; null for a local account. */
    checkedAt: momentSchema.nullable(),
  })
  .meta({ id: 'Person' });

export const personPageSchema = pageOf(personSchema);

/** Shuts somebody out, whatever their source says, or lets them in again. */
export const personPatchSchema = z.strictObject({ isDisabled: z.boolean() });

export const sessionsEndedSchema = z.object({ ended: z.int() });

export type PersonAnswer = z.infer<typeof personSchema>;
