import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';

/** A row of a file, by the names of its columns. */
export type CsvRow<Column extends string> = Readonly<Record<Column, string | number | null>>;

/**
 * Rows as CSV (RFC 4180, UTF-8), as they come: a page of them is held at a time. The byte order mark makes Excel read accents right; a cell that a
 * spreadsheet would take for a formula begins with an apostrophe.
 */
export function csvStream<Column extends string, Item>(
  columns: readonly Column[],
  pages: AsyncIterable<readonly Item[]>,
  rowOf: (item: Item) => CsvRow<Column>,
): Readable {
  const csv = stringify({
    bom: true,
    header: true,
    columns: [...columns],
    record_delimiter: 'windows',
    escape_formulas: true,
    // Of itself it quotes cells with the whole delimiter alone, and half of one ends a row as well.
    quoted_match: /[\r\n]/,
  });
  const rows = Readable.from(rowsOf(pages, rowOf));
  rows.on('error', (error) => csv.destroy(error));
  csv.on('close', () => rows.destroy());
  return rows.pipe(csv);
}

async function* rowsOf<Column extends string, Item>(
  pages: AsyncIterable<readonly Item[]>,
  rowOf: (item: Item) => CsvRow<Column>,
): AsyncGenerator<CsvRow<Column>> {
  for await (const page of pages) for (const item of page) yield rowOf(item);
}
