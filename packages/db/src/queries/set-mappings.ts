import { type SQL, sql } from 'drizzle-orm';
import type { Database, Transaction } from '../connect.ts';
import { type LinkedRecordState, links, salespeople } from '../schema/mappings.ts';
import { type Actor, type AuditEntry, recordAudit } from './audit.ts';
import { mappingChanges } from './mapping-changes.ts';
import type { MappingKey } from './mapping-list.ts';

/** A record of one of the branches. */
export interface BranchRecord extends MappingKey {
  readonly branchId: string;
}

/** A mapping as a person sets it; without a central record it is forgotten. */
export interface MappingSetting extends BranchRecord {
  readonly centralId: number | null;
  /** Central's record as it was found just now; null where nobody could look. */
  readonly found: { readonly name: string; readonly state: LinkedRecordState } | null;
}

/** Sets mappings by hand, over any number of branches, all of them or none; the entry of the audit gets what changed. */
export async function setMappings(
  db: Database,
  actor: Actor,
  settings: readonly MappingSetting[],
  entry: AuditEntry,
): Promise<void> {
  if (settings.length === 0) return;
  await db.transaction(async (tx) => {
    const changed = await mappingChanges(tx, settings);
    await forget(tx, recordsAs(settings.filter(({ centralId }) => centralId === null)));
    await write(tx, recordsAs(settings.filter(({ centralId }) => centralId !== null)));
    await recordAudit(tx, actor, { ...entry, ...changed });
  });
}

async function forget(tx: Transaction, asked: SQL): Promise<void> {
  await tx.execute(sql`
    delete from ${links} using ${asked}
    where links.branch_id = asked.branch_id and links.model = asked.model and links.remote_id = asked.remote_id`);
  await tx.execute(sql`
    delete from ${salespeople} using ${asked}
    where salespeople.branch_id = asked.branch_id and asked.model = 'res.users' and salespeople.remote_user_id = asked.remote_id`);
}

async function write(tx: Transaction, asked: SQL): Promise<void> {
  const columns = sql`central_id, central_name, central_state, case when central_state is null then null else now() end`;
  const found = sql`
    central_name = excluded.central_name, central_state = excluded.central_state, checked_at = excluded.checked_at, updated_at = now()`;
  // In the order of their keys, so that two who set the same wait for each other instead of dying of each other.
  await tx.execute(sql`
    insert into ${links} (branch_id, model, remote_id, source, central_id, central_name, central_state, checked_at)
    select branch_id, model, remote_id, 'hand', ${columns} from ${asked} where model <> 'res.users'
    order by branch_id, model, remote_id
    on conflict (branch_id, model, remote_id) do update
    set central_id = excluded.central_id, source = 'hand', ${found}`);
  await tx.execute(sql`
    insert into ${salespeople} (branch_id, remote_user_id, central_user_id, central_name, central_state, checked_at)
    select branch_id, remote_id, ${columns} from ${asked} where model = 'res.users'
    order by branch_id, remote_id
    on conflict (branch_id, remote_user_id) do update set central_user_id = excluded.central_user_id, ${found}`);
}

/** Rows go as JSON: an import has tens of thousands, and Postgres takes no more than 65,535 parameters. */
function recordsAs(settings: readonly MappingSetting[]): SQL {
  const rows = settings.map(({ branchId, model, remoteId, centralId, found }) => ({
    branch_id: branchId,
    model,
    remote_id: remoteId,
    central_id: centralId,
    central_name: found?.name ?? null,
    central_state: found?.state ?? null,
  }));
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as asked
    (branch_id uuid, model text, remote_id integer, central_id integer, central_name text, central_state text)`;
}
