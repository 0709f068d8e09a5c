import { sql } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { type LinkedRecordState, links, type MappedModel, salespeople } from '../schema/mappings.ts';

/** A record of central that something of a branch is linked to. */
export interface LinkedRecord {
  readonly model: MappedModel;
  readonly centralId: number;
}

/** What central's record turned out to be. `name` is null where it is gone: the one that is known stays. */
export interface LinkedRecordFinding extends LinkedRecord {
  readonly name: string | null;
  readonly state: LinkedRecordState;
}

/** Central's records that a branch's links and salespeople name and that were not looked at for so long (milliseconds; 0: all), each once. */
export async function linkedRecordsOf(db: Database, branchId: string, notForMs: number): Promise<LinkedRecord[]> {
  const isDue = sql`branch_id = ${branchId} and (checked_at is null or checked_at <= now() - make_interval(secs => ${notForMs / 1000}))`;
  const found = await db.execute<{ model: MappedModel; central_id: number }>(sql`
    select distinct model, central_id from ${links} where ${isDue}
    union
    select 'res.users', central_user_id from ${salespeople} where ${isDue}
    order by model, central_id`);
  return found.map((row) => ({ model: row.model, centralId: row.central_id }));
}

/** Writes down what was found of central's records with everything of the branch that is linked to them. Database time. */
export async function recordLinkFindings(
  db: Database,
  branchId: string,
  findings: readonly LinkedRecordFinding[],
): Promise<void> {
  if (findings.length === 0) return;
  const rows = findings.map(({ model, centralId, name, state }) => ({ model, central_id: centralId, name, state }));
  const found = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as found (model text, central_id integer, name text, state text)`;
  await db.transaction(async (tx) => {
    await tx.execute(sql`
      update ${links} set central_name = coalesce(found.name, central_name), central_state = found.state, checked_at = now()
      from ${found} where branch_id = ${branchId} and links.model = found.model and links.central_id = found.central_id`);
    await tx.execute(sql`
      update ${salespeople} set central_name = coalesce(found.name, central_name), central_state = found.state, checked_at = now()
      from ${found} where branch_id = ${branchId} and found.model = 'res.users' and central_user_id = found.central_id`);
  });
}
