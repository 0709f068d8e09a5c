import { desc, type SQL, sql } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Database, Transaction } from '../connect.ts';
import { alertChannels, alertRules, alerts } from '../schema/alerts.ts';
import { branches } from '../schema/branches.ts';
import { central } from '../schema/central.ts';
import { circuits } from '../schema/circuits.ts';
import { failures } from '../schema/failures.ts';
import { orders } from '../schema/orders.ts';
import { type RunKind, runs } from '../schema/runs.ts';
import { workers } from '../schema/workers.ts';
import { isSilent } from './workers.ts';

/** Figures that are others when something has happened: what they are says nothing. */
type Marks = readonly unknown[];

/** What is under way of a kind of runs. */
export interface ActiveMarks {
  /** How many there are, and how they stand. */
  readonly all: Marks;
  /** What they have counted, in all; what of that is new or is to be looked at; and what has failed. */
  readonly counted: number;
  readonly done: number;
  readonly failed: number;
}

/** When runs of a kind last ended, within the last minute; null: none of these did. */
export interface EndMarks {
  readonly any: string | null;
  readonly withSomethingDone: string | null;
  readonly withFailures: string | null;
}

/** By what news is known: two answers that differ in a part differ in what it is about. */
export interface NewsMarks {
  readonly active: Readonly<Partial<Record<RunKind, ActiveMarks>>>;
  readonly ended: Readonly<Partial<Record<RunKind, EndMarks>>>;
  /** The newest rows of what only grows. */
  readonly newest: { readonly run: string | null; readonly order: string | null; readonly failure: string | null };
  /** How many failures stand, and when the last of the others was settled. */
  readonly standing: Marks;
  readonly branches: Marks;
  readonly workers: Marks;
  readonly central: Marks;
  readonly alerts: Marks;
}

const newestOf = (table: PgTable, id: PgColumn) => sql`(select ${id} from ${table} order by ${desc(id)} limit 1)`;

/** Sums of moments, not the latest of them: what was written first may be committed last. */
const sumOf = (moment: PgColumn) => sql`sum(extract(epoch from ${moment}))::text`;

const circuitMarks = sql`count(${circuits.openSince}), ${sumOf(circuits.openSince)}, ${sumOf(circuits.nextTryAt)}, count(${circuits.probeRunId})`;

const active = sql`(
  select coalesce(jsonb_object_agg(kind, marks), '{}') from (
    select kind, jsonb_build_object(
      'all', jsonb_build_array(count(*), count(*) filter (where status = 'running'), sum(attempts), count(cancel_requested_at)),
      'counted', sum(seen + imported + already_there + failed + flagged), 'done', sum(imported + failed + flagged), 'failed', sum(failed)) as marks
    from ${runs} where status in ('queued', 'running') group by kind) as of_kind)`;

const ended = sql`(
  select coalesce(jsonb_object_agg(kind, marks), '{}') from (
    select kind, jsonb_build_object(
      'any', max(finished_at), 'withSomethingDone', max(finished_at) filter (where imported + failed + flagged > 0),
      'withFailures', max(finished_at) filter (where failed > 0 or status = 'failed')) as marks
    from ${runs} where finished_at > now() - interval '1 minute' group by kind) as of_kind)`;

const standing = sql`(
  select jsonb_build_array((select count(*) from ${failures} where status = 'open'), (select count(*) from ${failures} where status = 'retrying'),
    (select max(resolved_at) from ${failures} where resolved_at is not null)))`;

const branchMarks = sql`(
  select jsonb_build_array(count(*), ${sumOf(branches.updatedAt)}, ${sumOf(branches.factsAt)},
    (select jsonb_build_array(${circuitMarks}) from ${circuits} where ${circuits.branchId} is not null))
  from ${branches} where ${branches.archivedAt} is null)`;

const workerMarks = sql`(
  select jsonb_build_array(count(*), count(${workers.stoppedAt}), count(*) filter (where ${isSilent}), count(*) filter (where ${workers.isDraining}),
    count(*) filter (where ${workers.isConsuming}), sum(${workers.running}), sum(${workers.concurrency})) from ${workers})`;

const centralMarks = sql`(
  select jsonb_build_array((select jsonb_build_array(${central.updatedAt}, ${central.factsAt}) from ${central}),
    (select jsonb_build_array(${circuitMarks}) from ${circuits} where ${circuits.branchId} is null)))`;

const alertMarks = sql`(
  select jsonb_build_array(count(*), ${sumOf(alerts.toldAt)}, count(${alerts.acknowledgedAt}),
    (select jsonb_build_array(count(*), ${sumOf(alertRules.updatedAt)}) from ${alertRules} where ${alertRules.archivedAt} is null),
    (select jsonb_build_array(count(*), ${sumOf(alertChannels.updatedAt)}, ${sumOf(alertChannels.lastSentAt)}, count(${alertChannels.lastProblem}),
      count(${alertChannels.disabledAt})) from ${alertChannels} where ${alertChannels.archivedAt} is null))
  from ${alerts} where ${alerts.resolvedAt} is null)`;

/**
 * The marks as they are now. One statement that looks at ends of indexes, at what is under way or stands, and at small tables: it is asked every
 * second, however long the ledger is.
 */
export async function readNewsMarks(db: Database | Transaction): Promise<NewsMarks> {
  const part = (name: keyof NewsMarks, value: SQL) => sql`${value} as ${sql.identifier(name)}`;
  const newest = sql`jsonb_build_object('run', ${newestOf(runs, runs.id)}, 'order', ${newestOf(orders, orders.id)}, 'failure', ${newestOf(failures, failures.id)})`;
  const parts = [
    part('active', active),
    part('ended', ended),
    part('newest', newest),
    part('standing', standing),
    part('branches', branchMarks),
    part('workers', workerMarks),
    part('central', centralMarks),
    part('alerts', alertMarks),
  ];
  const [marks] = await db.execute<NewsMarks & Record<string, unknown>>(sql`select ${sql.join(parts, sql`, `)}`);
  if (marks === undefined) throw new Error('A select of values gives one row.');
  return marks;
}
