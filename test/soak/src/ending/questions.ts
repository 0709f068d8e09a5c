import type { Database } from '@branch-sync/db';
import { sql } from 'drizzle-orm';
import type { LedgerEntry } from '../../../harness/compare-books.ts';

/** The whole ledger, each entry with its branch's code. */
export async function readLedger(db: Database): Promise<readonly (LedgerEntry & { readonly code: string })[]> {
  const rows = await db.execute<{
    code: string;
    remoteId: number;
    status: LedgerEntry['status'];
    centralId: number | null;
  }>(sql`
    select branches.code, remote_id as "remoteId", status, central_id as "centralId"
    from orders join branches on branches.id = branch_id`);
  return rows;
}

/** How many orders the ledger has as imported. */
export async function countImported(db: Database): Promise<number> {
  const rows = await db.execute<{ count: number }>(sql`select count(*)::int as count from orders where status = 'imported'`);
  return rows[0]?.count ?? 0;
}

/** Imported orders whose totals differ without a word. */
export async function unflaggedDifferences(db: Database): Promise<string[]> {
  const rows = await db.execute<{ told: string }>(sql`
    select concat_ws(' ', branches.code, pos_reference, 'differs by', difference, 'and is not flagged') as told
    from orders join branches on branches.id = branch_id
    where status = 'imported' and difference is distinct from 0 and flag is null`);
  return rows.map(({ told }) => told);
}

/** How many runs there are of each status. */
export async function countRuns(db: Database): Promise<readonly { readonly status: string; readonly count: number }[]> {
  const rows = await db.execute<{ status: string; count: number }>(sql`
    select status, count(*)::int as count from runs group by status order by status`);
  return rows;
}

/** Those of the given runs that did not come through, or are not there. */
export async function brokenPromises(db: Database, runIds: ReadonlySet<string>): Promise<string[]> {
  const rows = await db.execute<{ told: string }>(sql`
    select concat_ws(' ', promised.id, coalesce(status, 'is not there'), 'after', attempts, 'attempts', error ->> 'code') as told
    from unnest(${sql.param([...runIds])}::uuid[]) as promised (id) left join runs on runs.id = promised.id
    where status is null or status not in ('succeeded', 'partial')`);
  return rows.map(({ told }) => told);
}

/** Failures that nobody has dealt with. */
export async function standingFailures(db: Database): Promise<string[]> {
  const rows = await db.execute<{ told: string }>(sql`
    select concat_ws(' ', branches.code, failures.code, status, remote_model, remote_id, message) as told
    from failures join branches on branches.id = branch_id where status in ('open', 'retrying')
      -- What is only told of a branch holds nothing up: the soak has cashiers that nobody maps, and clocks of its own.
      and failures.code not in ('user.unmapped', 'branch.clock_off')
    order by branches.code`);
  return rows.map(({ told }) => told);
}
