import { type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '../connect.ts';
import { type FailureStatus, failures } from '../schema/failures.ts';
import { type AuditEntry, changesToldAtMost } from './audit.ts';

/** What a person makes of failures. */
interface Verdict {
  readonly status: Extract<FailureStatus, 'open' | 'dismissed'>;
  readonly dismissReason: string | null;
}

/** What was changed, and what the audit tells of it: of thousands the first ones. */
interface ChangedFailures extends Pick<AuditEntry, 'branchId' | 'changes' | 'changeCount'> {
  readonly changed: number;
}

type Totals = {
  readonly changed: number;
  readonly branches: number;
  readonly branchId: string | null;
  readonly first: readonly { readonly id: string; readonly status: FailureStatus; readonly dismissReason: string | null }[];
};

/** Changes the failures that a query of ids chooses. */
export async function changeFailures(tx: Transaction, chosen: SQL, verdict: Verdict): Promise<ChangedFailures> {
  const { status, dismissReason } = verdict;
  const [totals] = await tx.execute<Totals>(sql`
    with before as materialized (
      select id, branch_id, status, dismiss_reason from ${failures} where id in (${chosen}) for update
    ), changed as (
      update ${failures} set status = ${status}, dismiss_reason = ${dismissReason},
        resolved_at = case when ${status}::text = 'dismissed' then now() end
      from before where ${failures.id} = before.id returning before.*
    )
    select count(*)::int as changed, count(distinct branch_id)::int as branches, min(branch_id::text) as "branchId",
      (select coalesce(json_agg(told), '[]') from (
        select id, status, dismiss_reason as "dismissReason" from changed order by id limit ${changesToldAtMost}
      ) as told) as first
    from changed`);
  const { changed, branches, branchId, first } = totals ?? { changed: 0, branches: 0, branchId: null, first: [] };
  const changes = first.map(({ id, ...before }) => ({ field: `failure/${id}`, before, after: verdict }));
  return { changed, branchId: branches === 1 ? branchId : null, changes, changeCount: changed };
}
