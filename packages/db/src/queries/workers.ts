import { desc, eq, lt, sql } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { workers } from '../schema/workers.ts';
import { type Page, type PageAsk, toPage } from './page.ts';

/** What a worker is from its start to its end. */
export interface WorkerIdentity {
  /** UUIDv7, new at every start of the process. */
  readonly id: string;
  readonly host: string;
  readonly pid: number;
  readonly version: string;
}

/** What a worker says of itself every few seconds. */
export interface WorkerBeat {
  /** Runs that it may work on at once. */
  readonly concurrency: number;
  /** Runs that it works on. */
  readonly running: number;
  readonly isDraining: boolean;
  /** Whether it takes jobs, as it sees itself. */
  readonly isConsuming: boolean;
  /** How long ago it took its last job; null: none yet. Milliseconds, so that its own clock does not matter. */
  readonly msSinceLastJob: number | null;
  /** The longest that its event loop was held up since the beat before. Milliseconds. */
  readonly eventLoopLagMs: number;
  readonly rssMb: number;
  /** How long it has been running. Milliseconds. */
  readonly uptimeMs: number;
}

/** Silent: it has not been seen for a while, and has not said that it stops. */
export type WorkerState = 'running' | 'draining' | 'stopped' | 'silent';

export type ListedWorker = typeof workers.$inferSelect & { readonly state: WorkerState };

/** A worker beats every few seconds: one that was not seen for so long is in trouble, or dead. */
const silentAfterSeconds = 30;

const msAgo = (ms: number) => sql<Date>`now() - make_interval(secs => ${ms / 1000})`;

/** Records a worker's beat, its first one and every other. Database time. */
export async function recordBeat(db: Database, identity: WorkerIdentity, beat: WorkerBeat): Promise<void> {
  const { msSinceLastJob, uptimeMs, ...told } = beat;
  const now = {
    ...told,
    lastJobAt: msSinceLastJob === null ? null : msAgo(msSinceLastJob),
    seenAt: sql`now()`,
  };
  await db
    .insert(workers)
    .values({ ...identity, ...now, startedAt: msAgo(uptimeMs) })
    .onConflictDoUpdate({ target: workers.id, set: now });
}

/** Records that a worker has stopped in order: its last beat. */
export async function recordStop(db: Database, workerId: string): Promise<void> {
  await db
    .update(workers)
    .set({ isDraining: false, isConsuming: false, running: 0, seenAt: sql`now()`, stoppedAt: sql`now()` })
    .where(eq(workers.id, workerId));
}

/** It was not seen for a while. Database time. */
export const isSilent = sql`${workers.stoppedAt} is null and ${workers.seenAt} < now() - make_interval(secs => ${silentAfterSeconds})`;

/** Its state as of now. Database time. */
const state = sql<WorkerState>`case
    when ${workers.stoppedAt} is not null then 'stopped'
    when ${isSilent} then 'silent'
    when ${workers.isDraining} then 'draining'
    else 'running' end`;

/** Workers of the last day, the newest first, each with its state. */
export async function listWorkers(db: Database, ask: PageAsk<string>): Promise<Page<ListedWorker, string>> {
  const found = await db
    .select({ worker: workers, state })
    .from(workers)
    .where(ask.after === null ? undefined : lt(workers.id, ask.after))
    .orderBy(desc(workers.id))
    .limit(ask.limit + 1);
  return toPage(
    found.map((row) => ({ ...row.worker, state: row.state })),
    ask.limit,
    ({ id }) => id,
  );
}

/** The fleet in figures. */
export interface FleetCounts {
  readonly running: number;
  readonly silent: number;
  /** Runs that those that run may work on at once, and those that they work on. */
  readonly places: number;
  readonly busy: number;
}

/** How many workers of the last day run, and fell silent, and how many runs they may work on and do. */
export async function countWorkers(db: Database): Promise<FleetCounts> {
  const of = (which: WorkerState) => sql`${state} = ${which}`;
  const [counts] = await db
    .select({
      running: sql<number>`count(*) filter (where ${of('running')})::int`,
      silent: sql<number>`count(*) filter (where ${of('silent')})::int`,
      places: sql<number>`coalesce(sum(${workers.concurrency}) filter (where ${of('running')}), 0)::int`,
      busy: sql<number>`coalesce(sum(${workers.running}) filter (where ${of('running')}), 0)::int`,
    })
    .from(workers);
  return counts ?? { running: 0, silent: 0, places: 0, busy: 0 };
}

/** Forgets workers that stopped or fell silent more than a day ago; gives how many. */
export async function pruneWorkers(db: Database): Promise<number> {
  const lastSign = sql`coalesce(${workers.stoppedAt}, ${workers.seenAt})`;
  const gone = await db.delete(workers).where(lt(lastSign, sql`now() - interval '1 day'`)).returning({ id: workers.id });
  return gone.length;
}
