import type { Readable } from 'node:stream';
import type { AuditChange, ListedAuditEntry } from '@branch-sync/db';
import { cellOf } from '../csv/cell.ts';
import { type CsvRow, csvStream } from '../csv/csv-stream.ts';

const columns = [
  'at',
  'actor',
  'actor_id',
  'action',
  'branch',
  'subject',
  'changes',
  'detail',
  'address',
  'request_id',
  'id',
] as const;

/** Entries of the audit log as CSV, as they come. A change is a line of its cell: `receive.everySeconds: 900 -> 300`, values in JSON; `GET /api/audit` has the whole of what is too long for one. */
export function auditCsv(pages: AsyncIterable<readonly ListedAuditEntry[]>): Readable {
  return csvStream(columns, pages, rowOf);
}

function rowOf({ entry, branchCode }: ListedAuditEntry): CsvRow<(typeof columns)[number]> {
  return {
    at: entry.at.toISOString(),
    actor: entry.actor,
    actor_id: entry.actorId,
    action: entry.action,
    branch: branchCode,
    subject: entry.subject,
    changes: cellOf(entry.changes.map(inWords).join('\n')),
    detail: Object.keys(entry.detail).length === 0 ? null : cellOf(JSON.stringify(entry.detail)),
    address: entry.address,
    request_id: entry.requestId,
    id: entry.id,
  };
}

function inWords({ field, before, after }: AuditChange): string {
  return `${field}: ${JSON.stringify(before)} -> ${JSON.stringify(after)}`;
}
