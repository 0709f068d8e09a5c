import { sql } from 'drizzle-orm';
import type { Database } from '../../connect.ts';
import { branches } from '../../schema/branches.ts';
import { type RunStatus, runs } from '../../schema/runs.ts';
import { instant } from '../instant.ts';

/** What a branch's newest receives say. */
export interface LastReceives {
  readonly branchId: string;
  /** The last one that is over, however it ended; null: none is. */
  readonly last: { readonly runId: string; readonly status: RunStatus; readonly finishedAt: Date } | null;
  /** When the last one began that looked at all there was, and came through; null: none of the newest did. */
  readonly wholeBeganAt: Date | null;
}

/** Of a branch that fails for days, no more than so many are looked through for one that came through. */
const newestAtMost = 100;

interface Row extends Record<string, unknown> {
  readonly branchId: string;
  readonly runId: string | null;
  readonly status: RunStatus;
  readonly finishedAt: string;
  readonly wholeBeganAt: string | null;
}

/** The last receives of all branches that are not archived. Such as were asked for some orders only (`since`, `orderIds`) did not look at all there was. */
export async function lastReceives(db: Database): Promise<LastReceives[]> {
  const ofBranch = sql`${runs.branchId} = ${branches.id} and ${runs.kind} = 'receive'`;
  const rows = await db.execute<Row>(sql`
    select ${branches.id} as "branchId", last.id as "runId", last.status, ${instant(sql`last.finished_at`)} as "finishedAt",
      ${instant(sql`whole.started_at`)} as "wholeBeganAt"
    from ${branches}
    left join lateral (
      select ${runs.id}, ${runs.status}, ${runs.finishedAt} from ${runs}
      where ${ofBranch} and ${runs.finishedAt} is not null order by ${runs.id} desc limit 1) as last on true
    left join lateral (
      select started_at from (
        select ${runs.id}, ${runs.status}, ${runs.startedAt}, ${runs.request} from ${runs}
        where ${ofBranch} order by ${runs.id} desc limit ${newestAtMost}) as newest
      where status in ('succeeded', 'partial') and not request ?| array['since', 'orderIds'] order by id desc limit 1) as whole on true
    where ${branches.archivedAt} is null`);
  return rows.map(({ branchId, runId, status, finishedAt, wholeBeganAt }) => ({
    branchId,
    last: runId === null ? null : { runId, status, finishedAt: new Date(finishedAt) },
    wholeBeganAt: wholeBeganAt === null ? null : new Date(wholeBeganAt),
  }));
}
