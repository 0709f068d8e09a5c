import { type Database, runs } from '@branch-sync/db';
import { and, asc, eq, gte, isNotNull, sql } from 'drizzle-orm';

/** The database's clock, which due times and starts go by. */
export async function databaseNow(db: Database): Promise<Date> {
  const rows = await db.execute<{ now: string }>(sql`select clock_timestamp()::text as now`);
  return new Date(rows[0]?.now ?? Number.NaN);
}

/** When the branches were begun with since a moment, by branch, ascending. */
export async function readStarts(db: Database, since: Date): Promise<ReadonlyMap<string, readonly Date[]>> {
  const found = await db
    .select({ branchId: runs.branchId, startedAt: runs.startedAt })
    .from(runs)
    .where(and(isNotNull(runs.startedAt), gte(runs.startedAt, since)))
    .orderBy(asc(runs.startedAt));
  const starts = new Map<string, Date[]>();
  for (const { branchId, startedAt } of found) {
    if (startedAt !== null) starts.set(branchId, [...(starts.get(branchId) ?? []), startedAt]);
  }
  return starts;
}

/** How many branches have had a run that came through. */
export async function countReceived(db: Database): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`count(distinct ${runs.branchId})::int` })
    .from(runs)
    .where(eq(runs.status, 'succeeded'));
  return row?.count ?? 0;
}

/** The runs of branches that answer which did not come through, in words; empty where all did. */
export async function readTrouble(db: Database, branchIds: ReadonlySet<string>): Promise<string[]> {
  const found = await db.select().from(runs).where(isNotNull(runs.error));
  return found.filter(({ branchId }) => branchIds.has(branchId)).map(({ status, error }) => `${status}: ${error?.message}`);
}
