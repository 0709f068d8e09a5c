import { and, asc, eq, gt, inArray, isNull, lt, or, sql } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { branches, leases } from '../schema/branches.ts';
import { runs } from '../schema/runs.ts';
import type { ScheduledRun } from './due-schedules.ts';
import { type Page, type PageAsk, toPage } from './page.ts';

/** A run that is not over and that nobody holds; whether the queue still has its job is for the caller to see. */
export interface UnfinishedRun extends ScheduledRun {
  readonly status: 'queued' | 'running';
  /** Whether an attempt of it failed, or it waits for a side that is away: then its job may well bide its time. */
  readonly hasError: boolean;
}

/**
 * The runs that wait, or whose holder's lease has run out, by id; none younger than `olderThanMs`, whose job may be on its way. Database
 * time. Runs of archived branches are left out.
 */
export async function listUnfinishedRuns(
  db: Database,
  ask: PageAsk<string> & { readonly olderThanMs: number },
): Promise<Page<UnfinishedRun, string>> {
  const isHeld = sql`exists (select 1 from ${leases} where ${leases.holder} = ${runs.id} and ${leases.expiresAt} > now())`;
  const found = await db
    .select({
      id: runs.id,
      kind: runs.kind,
      branchId: runs.branchId,
      branchCode: branches.code,
      status: runs.status,
      hasError: sql<boolean>`${runs.error} is not null`,
    })
    .from(runs)
    .innerJoin(branches, eq(branches.id, runs.branchId))
    .where(
      and(
        inArray(runs.status, ['queued', 'running']),
        isNull(branches.archivedAt),
        lt(runs.createdAt, sql`now() - make_interval(secs => ${ask.olderThanMs / 1000})`),
        or(eq(runs.status, 'queued'), sql`not ${isHeld}`),
        ask.after === null ? undefined : gt(runs.id, ask.after),
      ),
    )
    .orderBy(asc(runs.id))
    .limit(ask.limit + 1);
  const unfinished = found.map(({ status, ...run }) => ({ ...run, status: status === 'running' ? status : ('queued' as const) }));
  return toPage(unfinished, ask.limit, ({ id }) => id);
}
