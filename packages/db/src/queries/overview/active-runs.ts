import { sql } from 'drizzle-orm';
import type { Database } from '../../connect.ts';
import { type RunKind, type RunStatus, runs } from '../../schema/runs.ts';

/** What of a branch is queued or under way. */
export interface ActiveRuns {
  readonly branchId: string;
  readonly queued: number;
  readonly running: number;
  readonly hasQueuedReceive: boolean;
  /** The one under way, else the one that is next. */
  readonly first: { readonly id: string; readonly kind: RunKind; readonly status: RunStatus };
}

/** What is queued or under way, by branch; branches of which nothing is are left out. */
export async function listActiveRuns(db: Database): Promise<ActiveRuns[]> {
  const rows = await db.execute<ActiveRuns & Record<string, unknown>>(sql`
    select branch_id as "branchId",
      count(*) filter (where status = 'queued')::int as queued,
      count(*) filter (where status = 'running')::int as running,
      bool_or(status = 'queued' and kind = 'receive') as "hasQueuedReceive",
      (array_agg(jsonb_build_object('id', id, 'kind', kind, 'status', status) order by status desc, goes_first desc, id))[1] as first
    from ${runs} where status in ('queued', 'running') group by branch_id`);
  return [...rows];
}
