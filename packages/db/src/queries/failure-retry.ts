import { sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { Transaction } from '../connect.ts';
import { branches } from '../schema/branches.ts';
import { failures } from '../schema/failures.ts';
import { runs } from '../schema/runs.ts';
import { isBranchWarning } from './branch-warnings.ts';
import { takeCensus, type Untouched } from './failure-acts.ts';
import { type FailureSelection, matchesSelection } from './failure-selection.ts';
import {
  chunksOf,
  isOfOrder,
  isOfRecord,
  makeRuns,
  markRetrying,
  type RetryingRun,
  type Wish,
  wishesForRecords,
} from './retry-runs.ts';

export interface RetryClaim {
  readonly runs: readonly RetryingRun[];
  /** Failures that these runs try again. */
  readonly failures: number;
  readonly untouched: readonly Untouched[];
}

/**
 * Makes runs of what stands of a selection, and marks it `retrying`: of a branch's orders one receive run for each `maxOrders`, of records that
 * could not be pushed one push of exactly these, of what stopped a run as a whole that run once more. What is being tried again already gives the run that does. Throws `TooManyFailuresError`.
 */
export async function claimForRetry(
  tx: Transaction,
  selection: FailureSelection,
  maxOrders: number,
  requestId: string | null,
): Promise<RetryClaim> {
  const census = await takeCensus(tx, selection);
  const underWay = await runsUnderWay(tx, selection);
  const wishes = [
    ...(await wishesForOrders(tx, selection, maxOrders)),
    ...(await wishesForRecords(tx, sql`${matchesSelection(selection)} and ${failures.status} = 'open'`)),
    ...(await wishesForRuns(tx, selection)),
  ];
  const made = await makeRuns(tx, wishes, requestId);
  const claimed = await markRetrying(tx, matchesSelection(selection), made);
  return {
    runs: distinctById([...underWay.map(({ failures: _, ...run }) => run), ...made.map(({ run }) => run)]),
    failures: claimed + underWay.reduce((sum, run) => sum + run.failures, 0),
    untouched: census.untouched(({ status, isArchived, isWarning }) => {
      if (status === 'resolved' || status === 'dismissed') return status;
      if (isArchived) return 'branch_archived';
      return isWarning ? 'nothing_waits' : null;
    }),
  };
}

async function runsUnderWay(tx: Transaction, selection: FailureSelection): Promise<(RetryingRun & { failures: number })[]> {
  const found = await tx.execute<RetryingRun & { failures: number } & Record<string, unknown>>(sql`
    select ${runs.id}, ${runs.kind}, ${branches.id} as "branchId", ${branches.code} as "branchCode",
      count(distinct ${failures.orderId})::int as orders, count(*)::int as failures
    from ${failures} join ${branches} on ${branches.id} = ${failures.branchId} join ${runs} on ${runs.finishedAt} is null and ${runs.id} =
      coalesce((select id from ${runs} as asked where asked.id = ${failures.retryRunId} and asked.finished_at is null), ${failures.runId})
    where ${matchesSelection(selection)} and ${failures.status} = 'retrying' and ${branches.archivedAt} is null
    group by ${runs.id}, ${branches.id}`);
  return [...found];
}

async function wishesForOrders(tx: Transaction, selection: FailureSelection, maxOrders: number): Promise<Wish[]> {
  const found = await tx.execute<{ branchId: string; branchCode: string; remoteIds: number[] }>(sql`
    select ${branches.id} as "branchId", ${branches.code} as "branchCode",
      json_agg(distinct ${failures.remoteId} order by ${failures.remoteId}) as "remoteIds"
    from ${failures} join ${branches} on ${branches.id} = ${failures.branchId}
    where ${matchesSelection(selection)} and ${failures.status} = 'open' and ${isOfOrder} and ${branches.archivedAt} is null
    group by ${branches.id} order by ${branches.code}`);
  return [...found].flatMap(({ remoteIds, ...branch }) =>
    chunksOf(remoteIds, maxOrders).map((orderIds): Wish => {
      const range = [orderIds[0] ?? 0, orderIds.at(-1) ?? 0] as const;
      return { id: uuidv7(), ...branch, kind: 'receive', request: { orderIds }, range, ids: [], orders: orderIds.length };
    }),
  );
}

/** What stopped a run is tried again by doing what that run was asked for. */
async function wishesForRuns(tx: Transaction, selection: FailureSelection): Promise<Wish[]> {
  const found = await tx.execute<
    Pick<Wish, 'branchId' | 'branchCode' | 'kind' | 'request' | 'ids'> & Record<string, unknown>
  >(sql`
    select ${branches.id} as "branchId", ${branches.code} as "branchCode", ${failures.kind}, coalesce(${runs.request}, '{}') as request,
      json_agg(${failures.id}) as ids
    from ${failures} join ${branches} on ${branches.id} = ${failures.branchId} left join ${runs} on ${runs.id} = ${failures.runId}
    where ${matchesSelection(selection)} and ${failures.status} = 'open' and ${isOfOrder} is not true and not ${isOfRecord} and not ${isBranchWarning} and ${branches.archivedAt} is null
    group by ${branches.id}, ${failures.kind}, coalesce(${runs.request}, '{}') order by ${branches.code}`);
  return [...found].map((row) => ({ ...row, id: uuidv7(), range: null, orders: 0 }));
}

function distinctById(found: readonly RetryingRun[]): RetryingRun[] {
  return [...new Map(found.map((run) => [run.id, run])).values()];
}
