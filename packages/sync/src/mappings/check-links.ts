import { type Database, type LinkedRecordFinding, linkedRecordsOf, recordLinkFindings } from '@branch-sync/db';
import type { OdooClient } from '@branch-sync/odoo';
import type { RunContext } from '../runs/run-context.ts';
import { readRecordsOfModels } from './read-records-of-models.ts';

/** What became of the records of central that a branch's links and salespeople name. */
export interface LinkCheck {
  readonly checked: number;
  readonly archived: number;
  readonly deleted: number;
}

/** Links that were learned, set or looked at since need no look in the night. */
const nightlyAfterMs = 12 * 60 * 60_000;

/** `checkLinks` for what was not looked at for half a day, and what it found in words; null where there is nothing to tell. Throws `OdooError`. */
export async function checkLinksNightly({
  db,
  branch,
  centralClient,
  signal,
}: Pick<RunContext, 'db' | 'branch' | 'centralClient' | 'signal'>): Promise<string | null> {
  const { archived, deleted } = await checkLinks(db, branch.id, centralClient, signal, nightlyAfterMs);
  if (archived + deleted === 0) return null;
  return `Of what is linked, ${archived} records are archived in central and ${deleted} deleted: the mappings say which.`;
}

/**
 * Looks at central's side of everything that a branch has linked and that was not looked at for `notForMs`, a thousand records a call, and writes
 * down name and state of each. What central does not show counts as deleted; a model that our user may
 * not read at all stays as it was. Throws `OdooError`.
 */
export async function checkLinks(
  db: Database,
  branchId: string,
  centralClient: Pick<OdooClient, 'searchRead'>,
  signal: AbortSignal,
  notForMs = 0,
): Promise<LinkCheck> {
  const linked = await linkedRecordsOf(db, branchId, notForMs);
  const records = await readRecordsOfModels(centralClient, linked, signal);
  const findings = linked.flatMap(({ model, centralId }): LinkedRecordFinding[] => {
    const ofModel = records.get(model);
    if (ofModel === undefined) return [];
    const record = ofModel.get(centralId);
    return [{ model, centralId, name: record?.name ?? null, state: record?.state ?? 'deleted' }];
  });
  await recordLinkFindings(db, branchId, findings);
  const count = (state: LinkedRecordFinding['state']) => findings.filter((finding) => finding.state === state).length;
  return { checked: findings.length, archived: count('archived'), deleted: count('deleted') };
}
