import type { Readable } from 'node:stream';
import type { KeptPushResult } from '@branch-sync/db';
import { cellOf } from '../csv/cell.ts';
import { type CsvRow, csvStream } from '../csv/csv-stream.ts';

const columns = ['model', 'central_id', 'remote_id', 'name', 'action', 'changes', 'code', 'message', 'is_done', 'at'] as const;

/** What a push did with each record as CSV, as it comes. A change is a line of its cell: `price: 12.50 -> 13.00`. */
export function recordsCsv(pages: AsyncIterable<readonly KeptPushResult[]>): Readable {
  return csvStream(columns, pages, rowOf);
}

function rowOf(result: KeptPushResult): CsvRow<(typeof columns)[number]> {
  const changes = result.fields.map(({ field, before, after }) => `${field}: ${before ?? ''} -> ${after ?? ''}`);
  return {
    model: result.model,
    central_id: result.centralId,
    remote_id: result.remoteId,
    name: result.name,
    action: result.action,
    changes: cellOf(changes.join('\n')),
    code: result.code,
    message: result.message === null ? null : cellOf(result.message),
    is_done: result.isDone ? 'yes' : 'no',
    at: result.at.toISOString(),
  };
}
