import { z } from 'zod';
import type { FieldDescription } from './client.ts';

/** The attributes that `fields_get` is asked for. */
export const fieldAttributes = ['type', 'string', 'required', 'readonly', 'store', 'relation', 'digits', 'selection'];

const descriptionSchema = z.object({
  type: z.string(),
  string: z.string().catch(''),
  required: z.boolean().catch(false),
  readonly: z.boolean().catch(false),
  store: z.boolean().catch(false),
  relation: z.string().nullish().catch(null),
  /** `false` where Odoo keeps the number as it is given. */
  digits: z.tuple([z.int(), z.int()]).nullish().catch(null),
  selection: z
    .array(z.tuple([z.string(), z.string()]))
    .nullish()
    .catch(null),
});

const answerSchema = z.record(z.string(), descriptionSchema);

/** Reads what `fields_get` answers; null where it is of no such form. */
export function parseFields(answer: unknown): Record<string, FieldDescription> | null {
  const parsed = answerSchema.safeParse(answer);
  if (!parsed.success) return null;
  return Object.fromEntries(
    Object.entries(parsed.data).map(([name, { relation, digits, selection, ...rest }]) => [
      name,
      { ...rest, relation: relation ?? null, digits: digits ?? null, selection: selection ?? null },
    ]),
  );
}
