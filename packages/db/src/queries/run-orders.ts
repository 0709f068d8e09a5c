import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { failures } from '../schema/failures.ts';
import { orders } from '../schema/orders.ts';
import { type Page, type PageAsk, toPage } from './page.ts';
import type { Run } from './run-lifecycle.ts';

/**
 * What became of an order in a run, by the ledger as it is now. `already_there`: it was, or another run or branch has brought it; `not_sold`: the
 * branch has no sold order of this id; `waiting`: the run has not come to it; `not_tried`: nor will it, it is over.
 */
export type RunOrderOutcome = 'imported' | 'already_there' | 'failed' | 'not_sold' | 'waiting' | 'not_tried';

/** One order of a run, with the newest of its failures where it failed. */
export interface RunOrder {
  readonly remoteId: number;
  readonly outcome: RunOrderOutcome;
  readonly orderId: string | null;
  readonly posReference: string | null;
  readonly centralId: number | null;
  readonly centralName: string | null;
  readonly failure: { readonly id: string; readonly code: string; readonly title: string; readonly message: string } | null;
}

/** The orders that a run was asked for by id, else those that it wrote last, by remote id. */
export async function listRunOrders(db: Database, run: Run, ask: PageAsk<number>): Promise<Page<RunOrder, number>> {
  const { orderIds } = run.request;
  const rows = await db.execute<RunOrder & Record<string, unknown>>(sql`
    select asked.remote_id as "remoteId", ${outcomeIn(run)} as outcome, known.id as "orderId", known.pos_reference as "posReference",
      known.central_id as "centralId", known.central_name as "centralName",
      case when known.status = 'failed' then (
        select json_build_object('id', id, 'code', code, 'title', title, 'message', message) from ${failures}
        where ${failures.orderId} = known.id and ${failures.status} <> 'resolved' order by last_seen_at desc, id desc limit 1) end as failure
    from ${Array.isArray(orderIds) ? askedFor(run, orderIds, ask) : writtenBy(run, ask)}
    order by asked.remote_id limit ${ask.limit + 1}`);
  return toPage([...rows], ask.limit, ({ remoteId }) => remoteId);
}

/** A branch whose database was restored may have used an id twice: the younger order is meant. */
function askedFor({ branchId }: Run, orderIds: readonly unknown[], { after }: PageAsk<number>): SQL {
  return sql`(select distinct id::int as remote_id from jsonb_array_elements_text(${JSON.stringify(orderIds)}::jsonb) as id
      where id::int > ${after ?? 0}) as asked
    left join lateral (select * from ${orders} where ${orders.branchId} = ${branchId} and ${orders.remoteId} = asked.remote_id
      order by ${orders.id} desc limit 1) as known on true`;
}

function writtenBy({ id }: Run, { after }: PageAsk<number>): SQL {
  return sql`${orders} as known join lateral (select known.remote_id) as asked on true
    where known.run_id = ${id} and known.remote_id > ${after ?? 0}`;
}

function outcomeIn({ id, startedAt, status }: Run): SQL {
  const isThrough = status === 'succeeded' || status === 'partial';
  const isUnderWay = status === 'queued' || status === 'running';
  const unseen = isUnderWay ? 'waiting' : isThrough ? 'not_sold' : 'not_tried';
  const isUntried =
    startedAt === null
      ? sql`true`
      : sql`known.run_id is distinct from ${id} and known.updated_at < ${startedAt.toISOString()}::timestamptz`;
  return sql`case
    when known.id is null then ${unseen}
    when known.status = 'failed' then case when ${isUntried} then ${unseen} else 'failed' end
    when known.status = 'imported' and known.run_id = ${id} then 'imported'
    else 'already_there' end`;
}
