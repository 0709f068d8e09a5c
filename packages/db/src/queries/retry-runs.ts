import { type SQL, sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { Transaction } from '../connect.ts';
import { branches } from '../schema/branches.ts';
import { failures } from '../schema/failures.ts';
import type { PushModelName } from '../schema/master-data.ts';
import { type RunKind, runs } from '../schema/runs.ts';
import { countOf } from './failure-acts.ts';

/** A run that tries failures again: made for it, or under way for the same already. */
export interface RetryingRun {
  readonly id: string;
  readonly kind: RunKind;
  readonly branchId: string;
  readonly branchCode: string;
  /** POS orders that it is asked for; 0 for a run that was asked for none by name. */
  readonly orders: number;
}

/** A run that is to be made. */
export interface Wish {
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

/** So many of central's records one push may be asked for by their ids. */
const maxPushedIds = 10_000;
/** A central record that could not be pushed. */
export const isOfRecord = sql`(${failures.kind} = 'push' and ${failures.centralId} is not null)`;
/** A POS order that could not be received. */
export const isOfOrder = sql`(${failures.remoteModel} = 'pos.order' and ${failures.kind} = 'receive')`;

/** Central's records that could not be pushed: a push of exactly these, of as many as one may name. */
export async function wishesForRecords(tx: Transaction, ofThese: SQL): Promise<Wish[]> {
  const found = await tx.execute<{
    branchId: string;
    branchCode: string;
    records: { id: string; model: PushModelName; centralId: number }[];
  }>(sql`
    select ${branches.id} as "branchId", ${branches.code} as "branchCode",
      json_agg(json_build_object('id', ${failures.id}, 'model', ${failures.centralModel}, 'centralId', ${failures.centralId})
        order by ${failures.centralModel}, ${failures.centralId}) as records
    from ${failures} join ${branches} on ${branches.id} = ${failures.branchId}
    where ${ofThese} and ${isOfRecord} and ${branches.archivedAt} is null
    group by ${branches.id} order by ${branches.code}`);
  return [...found].flatMap(({ records, ...branch }) =>
    chunksOf(records, maxPushedIds).map((part): Wish => {
      const ids: Partial<Record<PushModelName, number[]>> = {};
      for (const { model, centralId } of part) ids[model] = [...new Set([...(ids[model] ?? []), centralId])];
      const request = { mode: 'selected', ids };
      return { id: uuidv7(), ...branch, kind: 'push', request, range: null, ids: part.map(({ id }) => id), orders: 0 };
    }),
  );
}

/** A wish, and the run that does it. */
export interface MadeRun {
  readonly wish: Wish;
  readonly run: RetryingRun;
}

/** Inserts the runs; one that waits for the same already takes the wish's place. `requestId`: of the HTTP request that asks for them. */
export async function makeRuns(tx: Transaction, wishes: readonly Wish[], requestId: string | null): Promise<MadeRun[]> {
  if (wishes.length === 0) return [];
  const rows = JSON.stringify(wishes.map(({ id, branchId, kind, request }) => ({ id, branch_id: branchId, kind, request })));
  const wanted = sql`jsonb_to_recordset(${rows}::jsonb) as wish (id uuid, branch_id uuid, kind text, request jsonb)`;
  await tx.execute(sql`
    insert into ${runs} (id, branch_id, kind, trigger, request, request_id)
    select id, branch_id, kind, 'retry', request, ${requestId} from ${wanted} on conflict do nothing`);
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
  return left.length === 0 ? made : [...made, ...(await makeRuns(tx, left, requestId))];
}

/** The failures of a run: one by its id, or those of the orders from `first` to `last` of a branch. */
interface RetriedPart {
  readonly run_id: string;
  readonly branch_id: string;
  readonly id?: string;
  readonly first?: number;
  readonly last?: number;
}

/** Marks what stands of these failures as being tried again by the runs that were made for them. Gives how many. */
export async function markRetrying(tx: Transaction, ofThese: SQL, made: readonly MadeRun[]): Promise<number> {
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
      where ${ofThese} and ${failures.status} = 'open' and ${failures.branchId} = made.branch_id
        and (${failures.id} = made.id or (${isOfOrder} and ${failures.remoteId} between made.first and made.last))`,
  );
}

/** Parts of at most `size`. */
export function chunksOf<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size));
}
