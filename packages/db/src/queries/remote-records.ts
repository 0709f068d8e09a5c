import { count, eq, sql } from 'drizzle-orm';
import type { Database, Transaction } from '../connect.ts';
import { type MappedModel, type RecordKeys, remoteRecords } from '../schema/mappings.ts';
import { type Actor, recordAudit } from './audit.ts';
import type { Branch } from './run-lifecycle.ts';

/** A branch's record as its orders name it. `keys` are null where it was not looked at: what is known of it stays. */
export interface NamedRecord {
  readonly model: MappedModel;
  readonly remoteId: number;
  readonly name: string;
  readonly keys: RecordKeys | null;
}

/** Writes down what a branch's orders name, each record once. What is as it was is not written again. */
export async function putRemoteRecords(tx: Transaction, branchId: string, named: readonly NamedRecord[]): Promise<void> {
  if (named.length === 0) return;
  // No keys are told as null, which only this statement knows: the column has none.
  const rows = JSON.stringify(named);
  await tx.execute(sql`
    insert into remote_records as known (branch_id, model, remote_id, name, keys)
    select ${branchId}::uuid, named.model, named."remoteId", named.name, coalesce(named.keys, '{}')
    from jsonb_to_recordset(${rows}::text::jsonb) as named(model text, "remoteId" integer, name text, keys jsonb)
    -- In one order, so that two who write of the same branch do not wait for each other.
    order by named.model, named."remoteId"
    on conflict (branch_id, model, remote_id) do update
    set name = excluded.name,
        keys = case when excluded.keys = '{}' then known.keys else excluded.keys end,
        seen_at = now()
    where known.name <> excluded.name or (excluded.keys <> '{}' and known.keys <> excluded.keys)`);
}

/** Writes down what a branch itself has told that there is, before its orders name it, and whose doing that was. Gives how many are known of each model. */
export async function putDiscovered(
  db: Database,
  actor: Actor,
  branch: Pick<Branch, 'id' | 'code'>,
  named: readonly NamedRecord[],
): Promise<ReadonlyMap<MappedModel, number>> {
  return db.transaction(async (tx) => {
    await putRemoteRecords(tx, branch.id, named);
    const rows = await tx
      .select({ model: remoteRecords.model, records: count() })
      .from(remoteRecords)
      .where(eq(remoteRecords.branchId, branch.id))
      .groupBy(remoteRecords.model);
    const detail = { found: named.length };
    await recordAudit(tx, actor, {
      ...{ action: 'mappings.discover', subject: `branch:${branch.code}`, branchId: branch.id, detail },
    });
    return new Map(rows.map(({ model, records }) => [model, records]));
  });
}
