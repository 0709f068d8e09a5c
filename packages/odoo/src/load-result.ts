import { z } from 'zod';
import type { LoadMessage, LoadResult } from './client.ts';

const messageSchema = z.object({
  type: z.enum(['error', 'warning', 'info']).catch('error'),
  message: z.string(),
  record: z.int().nullish().catch(null),
  rows: z.object({ from: z.int(), to: z.int() }).nullish().catch(null),
  field: z
    .union([z.string(), z.array(z.string())])
    .nullish()
    .catch(null),
  field_name: z.string().nullish().catch(null),
});

const answerSchema = z.object({
  ids: z.union([z.array(z.int()), z.literal(false), z.null()]),
  messages: z.array(messageSchema).catch([]),
});

/** Reads what `load` answers; null where it is of no such form. `moreinfo` (an action for Odoo's own pages) is dropped. */
export function parseLoadResult(answer: unknown): LoadResult | null {
  const parsed = answerSchema.safeParse(answer);
  if (!parsed.success) return null;
  const messages = parsed.data.messages.map(
    ({ type, message, record, rows, field, field_name: fieldName }): LoadMessage => ({
      type,
      message,
      record: record ?? null,
      rows: rows ?? null,
      field: (Array.isArray(field) ? field[0] : field) ?? null,
      fieldName: fieldName ?? null,
    }),
  );
  const { ids } = parsed.data;
  return Array.isArray(ids) && !messages.some(({ type }) => type === 'error')
    ? { ok: true, ids, messages }
    : { ok: false, messages };
}
