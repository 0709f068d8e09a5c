import type { DayKey, Page, PageAsk } from '@branch-sync/db';
import { z } from 'zod';
import { ProblemError } from '../problems/problem-error.ts';

/** A key that a list is read by, and how it stands in a cursor. */
export interface CursorKey<Key> {
  readonly schema: z.ZodType<Key>;
}

/** Lists that are read by one of our own ids. */
export const byId: CursorKey<string> = { schema: z.uuid() };

/** Lists of branches' days. */
export const byDayAndBranch: CursorKey<DayKey> = { schema: z.tuple([z.iso.date(), z.string()]) };

/** A cursor is opaque to its reader: the key in JSON, base64url. */
export function encodeCursor(key: unknown): string {
  return Buffer.from(JSON.stringify(key), 'utf8').toString('base64url');
}

/** What a list call asked for. Throws a problem that names the cursor where it is not one of this list's. */
export function pageAsk<Key>(
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
  key: CursorKey<Key>,
): PageAsk<Key> {
  if (cursor === undefined) return { after: null, limit };
  const parsed = key.schema.safeParse(decode(cursor));
  if (parsed.success) return { after: parsed.data, limit };
  throw new ProblemError(400, {
    code: 'request.cursor',
    detail: 'The cursor is not one that this list gave.',
    errors: [{ field: 'cursor', message: 'must be the nextCursor of the page before' }],
  });
}

/** A page as the contract has it. */
export function pageAnswer<Row, Key, Item>(page: Page<Row, Key>, toItem: (row: Row) => Item) {
  return { items: page.rows.map(toItem), nextCursor: page.next === null ? null : encodeCursor(page.next) };
}

function decode(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
