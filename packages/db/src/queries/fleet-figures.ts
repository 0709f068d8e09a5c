import { sql } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { circuits } from '../schema/circuits.ts';
import { failures } from '../schema/failures.ts';
import { type OrderStatus, orders } from '../schema/orders.ts';
import { type RunKind, type RunStatus, runs } from '../schema/runs.ts';
import { workers } from '../schema/workers.ts';
import { type DatedPace, readCentralPace } from './central-pace.ts';
import { isSilent, type WorkerState } from './workers.ts';

/** Up to so many orders are counted one by one; beyond, Postgres' own statistics do. */
const countedOrders = 100_000;

/** How the fleet stands, in figures; each is one statement over an index or a small table. */
export interface FleetFigures {
  readonly failures: readonly { readonly code: string; readonly status: string; readonly count: number }[];
  readonly activeRuns: readonly { readonly kind: RunKind; readonly status: RunStatus; readonly count: number }[];
  /** Circuits that are open now. */
  readonly circuits: readonly { readonly side: 'branch' | 'central'; readonly open: number }[];
  /** Workers of the last day that have not said that they stop. */
  readonly workers: readonly { readonly id: string; readonly state: WorkerState; readonly ageSeconds: number }[];
  readonly orders: readonly { readonly status: OrderStatus; readonly count: number }[];
  /** How fast central is written to; undefined: nothing was written to it yet. */
  readonly pace: DatedPace | undefined;
}

/** Reads the figures of the fleet. Throws where Postgres does not answer. */
export async function readFleetFigures(db: Database): Promise<FleetFigures> {
  return {
    failures: await db
      .select({ code: failures.code, status: failures.status, count: count() })
      .from(failures)
      .where(sql`${failures.status} in ('open', 'retrying')`)
      .groupBy(failures.code, failures.status),
    activeRuns: await db
      .select({ kind: runs.kind, status: runs.status, count: count() })
      .from(runs)
      .where(sql`${runs.status} in ('queued', 'running')`)
      .groupBy(runs.kind, runs.status),
    circuits: await openCircuits(db),
    workers: await db
      .select({
        id: workers.id,
        state: sql<WorkerState>`case when ${isSilent} then 'silent' when ${workers.isDraining} then 'draining' else 'running' end`,
        ageSeconds: sql<number>`greatest(0, extract(epoch from now() - ${workers.seenAt}))::float8`,
      })
      .from(workers)
      .where(sql`${workers.stoppedAt} is null`),
    orders: await countOrders(db),
    pace: await readCentralPace(db),
  };
}

const count = () => sql<number>`count(*)::int`;

async function openCircuits(db: Database): Promise<FleetFigures['circuits']> {
  const [row] = await db
    .select({
      branch: sql<number>`count(*) filter (where ${circuits.branchId} is not null)::int`,
      central: sql<number>`count(*) filter (where ${circuits.branchId} is null)::int`,
    })
    .from(circuits)
    .where(sql`${circuits.openSince} is not null`);
  return [
    { side: 'branch', open: row?.branch ?? 0 },
    { side: 'central', open: row?.central ?? 0 },
  ];
}

/** The ledger by status: of a large one as of Postgres' last look at it (autovacuum's analyze), for a count would read all of it. */
async function countOrders(db: Database): Promise<FleetFigures['orders']> {
  const [table] = await db.execute<{ readonly rows: number }>(
    sql`select reltuples::float8 as rows from pg_class where oid = 'orders'::regclass`,
  );
  const estimate = table?.rows ?? -1;
  if (estimate < countedOrders) {
    // Never looked at it may be of any size: then no more are counted than so many.
    return db.execute<{ status: OrderStatus; count: number }>(sql`
      select status, count(*)::int as count
      from (select status from ${orders} limit ${countedOrders * 2}) as counted group by status`);
  }
  return db.execute<{ status: OrderStatus; count: number }>(sql`
    select value as status, round(frequency * ${estimate}::float8)::float8 as count
    from pg_stats, unnest(most_common_vals::text::text[], most_common_freqs) as common (value, frequency)
    where schemaname = 'public' and tablename = 'orders' and attname = 'status'`);
}
