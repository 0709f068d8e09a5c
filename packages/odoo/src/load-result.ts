import { z } from 'zod';
import type { LoadMessage, LoadResult } from './client.ts';

const orNull = <T extends z.ZodType>(schema: T) => schema.nullish().catch(null);

/** `moreinfo`, an action for Odoo's own pages, is not read. What a message lacks is null; without its text it is none. */
const messageSchema = z.object({
  type: z.enum(['error', 'warning', 'info']).catch('error'),
  message: z.string(),
  record: orNull(z.int()),
  rows: orNull(z.object({ from: z.int(), to: z.int() })),
  field: orNull(z.union([z.string(), z.array(z.string()).min(1)])),
  field_name: orNull(z.string()),
});

const answerSchema = z.object({
  ids: z.union([z.array(z.int().positive()), z.literal(false), z.null()]),
  messages: z.array(messageSchema),
});

/** Reads what `load` answers; null where it is of no such form. `scrub` goes over the texts: they quote what was sent. */
export function parseLoadResult(answer: unknown, scrub: (text: string) => string): LoadResult | null {
  const parsed = answerSchema.safeParse(answer);
  if (!parsed.success) return null;
  const { ids } = parsed.data;
  const messages = parsed.data.messages.map(
    ({ type, message, record, rows, field, field_name: fieldName }): LoadMessage => ({
      type,
      message: scrub(message),
      record: record ?? null,
      rows: rows ?? null,
      field: (Array.isArray(field) ? field[0] : field) ?? null,
      fieldName: fieldName ?? null,
    }),
  );
  const isDone = Array.isArray(ids) && !messages.some(({ type }) => type === 'error');
  return isDone ? { ok: true, ids, messages } : { ok: false, messages };
}
