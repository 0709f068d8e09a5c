import { and, eq, sql } from 'drizzle-orm';
import type { Database, Transaction } from '../connect.ts';
import { type MappedModel, type RecordKeys, remoteRecords } from '../schema/mappings.ts';

/** A branch's record as its orders name it. `keys` are null where it was not looked at: what is known of it stays. */
export interface NamedRecord {
  readonly model: MappedModel;
  readonly remoteId: number;
  readonly name: string;
  readonly keys: RecordKeys | null;
}

/** A branch's record with what it can be recognized by. */
export type RemoteRecord = Pick<typeof remoteRecords.$inferSelect, 'model' | 'remoteId' | 'name' | 'keys'>;

/** Writes down what a branch's orders name, each record once. What is as it was is not written again. */
export async function putRemoteRecords(tx: Transaction, branchId: string, named: readonly NamedRecord[]): Promise<void> {
  if (named.length === 0) return;
  // No keys are told as null, which only this statement knows: the column has none.
  const rows = JSON.stringify(named);
  await tx.execute(sql`
    insert into remote_records as known (branch_id, model, remote_id, name, keys)
    select ${branchId}::uuid, named.model, named."remoteId", named.name, coalesce(named.keys, '{}')
    from jsonb_to_recordset(${rows}::text::jsonb) as named(model text, "remoteId" integer, name text, keys jsonb)
    on conflict (branch_id, model, remote_id) do update
    set name = excluded.name,
        keys = case when excluded.keys = '{}' then known.keys else excluded.keys end,
        seen_at = now()
    where known.name <> excluded.name or (excluded.keys <> '{}' and known.keys <> excluded.keys)`);
}

const columns = {
  model: remoteRecords.model,
  remoteId: remoteRecords.remoteId,
  name: remoteRecords.name,
  keys: remoteRecords.keys,
};

/** A record that a branch's orders have named; undefined where none has named it. */
export async function findRemoteRecord(
  db: Database,
  branchId: string,
  model: MappedModel,
  remoteId: number,
): Promise<RemoteRecord | undefined> {
  const [found] = await db
    .select(columns)
    .from(remoteRecords)
    .where(and(eq(remoteRecords.branchId, branchId), eq(remoteRecords.model, model), eq(remoteRecords.remoteId, remoteId)));
  return found;
}
