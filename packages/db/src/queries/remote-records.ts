import { sql } from 'drizzle-orm';
import type { Transaction } from '../connect.ts';
import type { MappedModel, RecordKeys } from '../schema/mappings.ts';

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
    on conflict (branch_id, model, remote_id) do update
    set name = excluded.name,
        keys = case when excluded.keys = '{}' then known.keys else excluded.keys end,
        seen_at = now()
    where known.name <> excluded.name or (excluded.keys <> '{}' and known.keys <> excluded.keys)`);
}
