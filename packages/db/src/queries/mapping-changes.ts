import { sql } from 'drizzle-orm';
import type { Transaction } from '../connect.ts';
import type { AuditChange } from '../schema/access.ts';
import { branches } from '../schema/branches.ts';
import { type LinkSource, links, salespeople } from '../schema/mappings.ts';
import { type AuditEntry, changesToldAtMost } from './audit.ts';
import type { MappingKey } from './mapping-list.ts';

/** A mapping as it is to be; null: forgotten. */
export interface MappingWish extends MappingKey {
  readonly branchId: string;
  readonly centralId: number | null;
}

type Found = {
  readonly code: string;
  readonly model: string;
  readonly remoteId: number;
  readonly before: number | null;
  readonly source: LinkSource | null;
  readonly after: number | null;
  readonly inAll: number;
};

/**
 * What setting these mappings by hand will change, for the audit: to be asked before they are set, since it locks those that stand. That a person
 * has said what was learned before is a change as well. Of tens of thousands only the first are told, and all are counted.
 */
export async function mappingChanges(
  tx: Transaction,
  wishes: readonly MappingWish[],
): Promise<Pick<AuditEntry, 'changes' | 'changeCount'>> {
  const rows = wishes.map(({ branchId, model, remoteId, centralId }) => ({
    branch_id: branchId,
    model,
    remote_id: remoteId,
    central_id: centralId,
  }));
  // In the order of their keys, so that two who set the same wait for each other instead of dying of each other.
  const found = await tx.execute<Found>(sql`
    with asked as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (branch_id uuid, model text, remote_id integer, central_id integer)
    ), linked as (
      select links.branch_id, links.model, links.remote_id, links.central_id, links.source from ${links} join asked using (branch_id, model, remote_id)
      order by links.branch_id, links.model, links.remote_id for update of links
    ), sold_by as (
      select salespeople.branch_id, asked.model, asked.remote_id, salespeople.central_user_id as central_id, 'hand' as source
      from ${salespeople} join asked on asked.branch_id = salespeople.branch_id and asked.model = 'res.users' and asked.remote_id = remote_user_id
      order by salespeople.branch_id, remote_user_id for update of salespeople
    )
    select ${branches.code}, asked.model, asked.remote_id as "remoteId", standing.central_id as before, standing.source,
      asked.central_id as after, count(*) over ()::int as "inAll"
    from asked join ${branches} on ${branches.id} = asked.branch_id
      left join (select * from linked union all select * from sold_by) as standing using (branch_id, model, remote_id)
    where standing.central_id is distinct from asked.central_id or (asked.central_id is not null and standing.source <> 'hand')
    order by 1, 2, 3 limit ${changesToldAtMost}`);
  const isOfMany = new Set(wishes.map(({ branchId }) => branchId)).size > 1;
  return { changes: found.map((row) => changeOf(row, isOfMany)), changeCount: found[0]?.inAll ?? 0 };
}

function changeOf({ code, model, remoteId, before, source, after }: Found, isOfMany: boolean): AuditChange {
  return {
    field: `${isOfMany ? `${code} ` : ''}${model}/${remoteId}`,
    before: before === null ? null : { centralId: before, source },
    after: after === null ? null : { centralId: after, source: 'hand' },
  };
}
