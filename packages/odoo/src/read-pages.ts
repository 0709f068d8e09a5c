import type { Domain } from './client.ts';
import type { OdooError } from './errors.ts';
import type { RecordShape, RowOf } from './record.ts';

type Refuse = (kind: 'invalid_argument' | 'not_odoo', reason: string) => OdooError;

interface Page {
  readonly domain: Domain;
  readonly order: string;
  readonly limit: number;
}

/**
 * All rows of a domain by ascending id, a page at a time; a page that is not full is the last. Throws what `refuse` makes
 * where the shape reads no id, or where ids do not ascend: going on from such a page could go round for ever.
 */
export async function* readPages<S extends RecordShape>(
  shape: S,
  { domain, pageSize, afterId = 0 }: { readonly domain: Domain; readonly pageSize: number; readonly afterId?: number },
  read: (page: Page) => Promise<RowOf<S>[]>,
  refuse: Refuse,
): AsyncGenerator<(RowOf<S> & { id: number })[]> {
  if (!Object.hasOwn(shape, 'id')) throw refuse('invalid_argument', 'rows that are read in pages need their id.');
  if (!Number.isSafeInteger(pageSize) || pageSize < 1) throw refuse('invalid_argument', 'a page holds one row at the least.');
  for (let lastId = afterId; ; ) {
    const rows = await read({ domain: [['id', '>', lastId], ...domain], order: 'id asc', limit: pageSize });
    const page: (RowOf<S> & { id: number })[] = [];
    for (const row of rows) {
      if (!hasId(row) || row.id <= lastId) throw refuse('not_odoo', 'the rows of a page do not come by ascending id.');
      lastId = row.id;
      page.push(row);
    }
    if (page.length > 0) yield page;
    if (page.length < pageSize) return;
  }
}

function hasId<Row extends object>(row: Row): row is Row & { id: number } {
  return 'id' in row && typeof row.id === 'number';
}
