import { type Database, type LinkedRecordFinding, linkedRecordsOf, recordLinkFindings } from '@branch-sync/db';
import type { OdooClient } from '@branch-sync/odoo';
import { readRecordsOfModels } from './look-in-central.ts';

/** What became of the records of central that a branch's links and salespeople name. */
export interface LinkCheck {
  readonly checked: number;
  readonly archived: number;
  readonly deleted: number;
}

/**
 * Looks at central's side of everything that a branch has linked, a thousand records a call, and writes down name and state of each. What
 * central does not show counts as deleted. Throws `OdooError`.
 */
export async function checkLinks(
  db: Database,
  branchId: string,
  centralClient: Pick<OdooClient, 'searchRead'>,
  signal: AbortSignal,
): Promise<LinkCheck> {
  const linked = await linkedRecordsOf(db, branchId);
  const records = await readRecordsOfModels(centralClient, linked, signal);
  const findings = linked.map(({ model, centralId }): LinkedRecordFinding => {
    const record = records.get(model)?.get(centralId);
    return { model, centralId, name: record?.name ?? null, state: record?.state ?? 'deleted' };
  });
  await recordLinkFindings(db, branchId, findings);
  const count = (state: LinkedRecordFinding['state']) => findings.filter((finding) => finding.state === state).length;
  return { checked: findings.length, archived: count('archived'), deleted: count('deleted') };
}
