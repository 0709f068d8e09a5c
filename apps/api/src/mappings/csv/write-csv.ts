import { Readable } from 'node:stream';
import type { Mapping } from '@branch-sync/db';
import { stringify } from 'csv-stringify';
import { type ExportColumn, exportColumns } from './columns.ts';

/**
 * Mappings as CSV (RFC 4180, UTF-8), as they come. The byte order mark makes Excel read accents right; a cell that a spreadsheet would take for a
 * formula begins with an apostrophe.
 */
export function writeCsv(pages: AsyncIterable<readonly Mapping[]>): Readable {
  const csv = stringify({
    bom: true,
    header: true,
    columns: [...exportColumns],
    record_delimiter: 'windows',
    escape_formulas: true,
  });
  const rows = Readable.from(rowsOf(pages));
  rows.on('error', (error) => csv.destroy(error));
  csv.on('close', () => rows.destroy());
  return rows.pipe(csv);
}

async function* rowsOf(pages: AsyncIterable<readonly Mapping[]>): AsyncGenerator<Record<ExportColumn, string | number | null>> {
  for await (const page of pages) for (const mapping of page) yield rowOf(mapping);
}

function rowOf({ keys, waiting, ...mapping }: Mapping): Record<ExportColumn, string | number | null> {
  return {
    model: mapping.model,
    remote_id: mapping.remoteId,
    remote_name: mapping.remoteName,
    barcode: keys.barcode ?? null,
    reference: keys.reference ?? null,
    vat: keys.vat ?? null,
    state: mapping.state,
    central_id: mapping.centralId,
    central_name: mapping.centralName,
    central_state: mapping.centralState,
    waiting_orders: waiting.orders,
  };
}
