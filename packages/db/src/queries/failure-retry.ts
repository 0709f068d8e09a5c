import { sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { Transaction } from '../connect.ts';
import { branches } from '../schema/branches.ts';
import { failures } from '../schema/failures.ts';
import { type RunKind, runs } from '../schema/runs.ts';
import { isBranchWarning } from './branch-warnings.ts';
import { countOf, takeCensus, type Untouched } from './failure-acts.ts';
import { type FailureSelection, matchesSelection } from './failure-selection.ts';

/** A run that tries failures again: made for it, or under way for the same already. */
export interface RetryingRun {
  readonly id: string;
  readonly kind: RunKind;
  readonly branchId: string;
  readonly branchCode: string;
  /** POS orders that it is asked for; 0 for a run that was asked for none by name. */
  readonly orders: number;
}

export interface RetryClaim {
  readonly runs: readonly RetryingRun[];
  /** Failures that these runs try again. */
  readonly failures: number;
  readonly untouched: readonly Untouched[];
}

/**
 * Makes runs of what stands of a selection, and marks it `retrying`: of a branch's orders one receive run for each `maxOrders`, of what stopped a
 * run as a whole that run once more. What is being tried again already gives the run that does. Throws `TooManyFailuresError`.
 */
export async function claimForRetry(tx: Transaction, selection: FailureSelection, maxOrders: number): Promise<RetryClaim> {
  const census = await takeCensus(tx, selection);
  const underWay = await runsUnderWay(tx, selection);
  const wishes = [...(await wishesForOrders(tx, selection, maxOrders)), ...(await wishesForRuns(tx, selection))];
  const made = await makeRuns(tx, wishes);
  const claimed = await markRetrying(tx, selection, made);
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

/** A run that is to be made. */
interface Wish {
  readonly id: string;
  readonly branchId: string;
  readonly branchCode: string;
  readonly kind: RunKind;
  readonly request: Readonly<Record<string, unknown>>;
  /** The first and the last order of it, by remote id; null where it is for the failures of `ids`. */
  readonly range: readonly [from: number, to: number] | null;
  readonly ids: readonly string[];
  readonly orders: number;
}

const isOfOrder = sql`(${failures.remoteModel} = 'pos.order' and ${failures.kind} = 'receive')`;

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
    where ${matchesSelection(selection)} and ${failures.status} = 'open' and ${isOfOrder} is not true and not ${isBranchWarning} and ${branches.archivedAt} is null
    group by ${branches.id}, ${failures.kind}, coalesce(${runs.request}, '{}') order by ${branches.code}`);
  return [...found].map((row) => ({ ...row, id: uuidv7(), range: null, orders: 0 }));
}

interface MadeRun {
  readonly wish: Wish;
  readonly run: RetryingRun;
}

/** Inserts the runs; one that waits for the same already takes the wish's place. */
async function makeRuns(tx: Transaction, wishes: readonly Wish[]): Promise<MadeRun[]> {
  if (wishes.length === 0) return [];
  const rows = JSON.stringify(wishes.map(({ id, branchId, kind, request }) => ({ id, branch_id: branchId, kind, request })));
  const wanted = sql`jsonb_to_recordset(${rows}::jsonb) as wish (id uuid, branch_id uuid, kind text, request jsonb)`;
  await tx.execute(sql`
    insert into ${runs} (id, branch_id, kind, trigger, request)
    select id, branch_id, kind, 'retry', request from ${wanted} on conflict do nothing`);
  const standing = await tx.execute<{ wish: string; id: string }>(sql`
    select wish.id as wish, ${runs.id} from ${wanted} join ${runs} on ${runs.branchId} = wish.branch_id and ${runs.kind} = wish.kind
      and ${runs.status} = 'queued' and ${runs.attempts} = 0 and md5(${runs.request}::text) = md5(wish.request::text)`);
  const idOf = new Map([...standing].map(({ wish, id }) => [wish, id]));
  const made = wishes.flatMap((wish): MadeRun[] => {
    const { kind, branchId, branchCode, orders } = wish;
    const id = idOf.get(wish.id);
    return id === undefined ? [] : [{ wish, run: { id, kind, branchId, branchCode, orders } }];
  });
  // The run that was in the way may have begun between the two statements: then the wish is a new one.
  const left = wishes.filter(({ id }) => !idOf.has(id));
  return left.length === 0 ? made : [...made, ...(await makeRuns(tx, left))];
}

/** The failures of a run: one by its id, or those of the orders from `first` to `last` of a branch. */
interface RetriedPart {
  readonly run_id: string;
  readonly branch_id: string;
  readonly id?: string;
  readonly first?: number;
  readonly last?: number;
}

async function markRetrying(tx: Transaction, selection: FailureSelection, made: readonly MadeRun[]): Promise<number> {
  if (made.length === 0) return 0;
  const rows = made.flatMap(({ wish: { branchId, range, ids }, run }): RetriedPart[] => {
    const row = { run_id: run.id, branch_id: branchId };
    return range === null ? ids.map((id) => ({ ...row, id })) : [{ ...row, first: range[0], last: range[1] }];
  });
  return countOf(
    tx,
    sql`update ${failures} set status = 'retrying', retry_run_id = made.run_id
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as made (run_id uuid, branch_id uuid, id uuid, first integer, last integer)
      where ${matchesSelection(selection)} and ${failures.status} = 'open' and ${failures.branchId} = made.branch_id
        and (${failures.id} = made.id or (${isOfOrder} and ${failures.remoteId} between made.first and made.last))`,
  );
}

function chunksOf<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size));
}

function distinctById(found: readonly RetryingRun[]): RetryingRun[] {
  return [...new Map(found.map((run) => [run.id, run])).values()];
}
