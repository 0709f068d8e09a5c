import type { OdooRecordList } from '@branch-sync/contract';
import type { searchRecords } from '@branch-sync/sync';

/** Records to choose from, as the contract has them. */
export function odooRecordsAnswer({ records, isTruncated }: Awaited<ReturnType<typeof searchRecords>>): OdooRecordList {
  return { items: [...records], isTruncated };
}
