import { z } from 'zod';

/** How every list is asked for: `cursor` is the `nextCursor` of the page before, `limit` the length of a page. */
export const pageQueryFields = {
  cursor: z.string().min(1, { error: 'must not be empty' }).max(500).optional(),
  limit: z.coerce.number<string>({ error: 'must be a number' }).int().min(1).max(200).default(50),
};

/** A page; `nextCursor` is null on the last one. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

export const pageQuerySchema = z.strictObject(pageQueryFields);
