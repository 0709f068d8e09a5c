import type { Readable } from 'node:stream';
import type { Mapping } from '@branch-sync/db';
import { type CsvRow, csvStream } from '../../csv/csv-stream.ts';
import { type ExportColumn, exportColumns } from './columns.ts';

/** Mappings as CSV, as they come. */
export function writeCsv(pages: AsyncIterable<readonly Mapping[]>): Readable {
  return csvStream(exportColumns, pages, rowOf);
}

function rowOf({ keys, waiting, ...mapping }: Mapping): CsvRow<ExportColumn> {
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
