/** A page of a list that is read by its key; `next` is what the following page begins after, null on the last one. */
export interface Page<Row, Key> {
  readonly rows: readonly Row[];
  readonly next: Key | null;
}

/** A page's place in its list: rows after the key (from the beginning where null), `limit` of them. */
export interface PageAsk<Key> {
  readonly after: Key | null;
  readonly limit: number;
}

/** Makes a page of what a query found that asked for one row more than `limit`. */
export function toPage<Row, Key>(found: readonly Row[], limit: number, keyOf: (row: Row) => Key): Page<Row, Key> {
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return { rows, next: found.length > limit && last !== undefined ? keyOf(last) : null };
}

/** All rows of a list, read page by page as `pagesOf` does. */
export async function allRows<Row, Key>(read: (after: Key | null) => Promise<Page<Row, Key>>): Promise<Row[]> {
  const all: Row[] = [];
  for await (const rows of pagesOf(read)) all.push(...rows);
  return all;
}

/** All pages of a list, one after another. `read` gives the page after a key, the first one for null. */
export async function* pagesOf<Row, Key>(read: (after: Key | null) => Promise<Page<Row, Key>>): AsyncGenerator<readonly Row[]> {
  for (let page = await read(null); ; page = await read(page.next)) {
    yield page.rows;
    if (page.next === null) return;
  }
}
