import { z } from 'zod';
import type { FieldDescription } from './client.ts';

/** The attributes that `fields_get` is asked for. */
export const fieldAttributes = ['type', 'string', 'required', 'readonly', 'store', 'relation', 'digits', 'selection'];

const orNull = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? null);
const nothing = z.literal(false).transform(() => null);

const descriptionSchema = z.object({
  type: z.string(),
  string: z.string().catch(''),
  required: z.boolean().catch(false),
  readonly: z.boolean().catch(false),
  store: z.boolean().catch(false),
  relation: orNull(z.union([z.string(), nothing])),
  /** `[total, decimals]`, or `false` where Odoo keeps the number as it is given. Money hangs on it: no other form passes. */
  digits: orNull(z.union([z.tuple([z.int(), z.int()]), nothing])),
  /** Some addons compute odd lists; nothing here hangs on them. */
  selection: orNull(z.array(z.tuple([z.string(), z.string()]))).catch(null),
});

const answerSchema = z.record(z.string(), descriptionSchema);

/** Reads what `fields_get` answers; null where it is of no such form. */
export function parseFields(answer: unknown): Record<string, FieldDescription> | null {
  return answerSchema.safeParse(answer).data ?? null;
}
