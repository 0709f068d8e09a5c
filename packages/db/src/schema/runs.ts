import { sql } from 'drizzle-orm';
import { bigint, boolean, check, index, integer, jsonb, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { branches } from './branches.ts';

export const runKinds = ['receive', 'push', 'reconcile'] as const;
export const runStatuses = ['queued', 'running', 'succeeded', 'partial', 'failed', 'cancelled'] as const;
export const runTriggers = ['manual', 'schedule', 'retry'] as const;

export type RunKind = (typeof runKinds)[number];
export type RunStatus = (typeof runStatuses)[number];
export type RunTrigger = (typeof runTriggers)[number];

/** Why a run ended badly, or why its last attempt did: catalogue code and texts for people. */
export interface RunError {
  readonly code: string;
  readonly message: string;
  readonly fix: string;
}

/** One execution of receive, push or reconcile for one branch. The row is the truth, the queue's job only its errand. */
export const runs = pgTable(
  'runs',
  {
    id: uuid('id').primaryKey(),
    branchId: uuid('branch_id')
      .notNull()
      .references(() => branches.id),
    kind: text('kind', { enum: runKinds }).notNull(),
    trigger: text('trigger', { enum: runTriggers }).notNull(),
    status: text('status', { enum: runStatuses }).notNull().default('queued'),
    /** What was asked (`since`, `orderIds`, ...), parsed by the kind's schema when the run starts. */
    request: jsonb('request').$type<Record<string, unknown>>().notNull().default({}),
    idempotencyKey: text('idempotency_key'),
    /** The HTTP request that asked for it; null where a schedule did. */
    requestId: text('request_id'),
    /** Somebody waits for it: it goes before what else the branch's queue of this kind has. */
    goesFirst: boolean('goes_first').notNull().default(false),
    attempts: integer('attempts').notNull().default(0),
    seen: integer('seen').notNull().default(0),
    imported: integer('imported').notNull().default(0),
    alreadyThere: integer('already_there').notNull().default(0),
    failed: integer('failed').notNull().default(0),
    flagged: integer('flagged').notNull().default(0),
    odooCalls: integer('odoo_calls').notNull().default(0),
    /** Milliseconds spent waiting for Odoo; the rest of the run's time is ours. */
    odooWaitedMs: integer('odoo_waited_ms').notNull().default(0),
    /** How many orders there were to look at when the run began; null where nobody counted (a page or less). */
    expected: integer('expected'),
    /** Where a run with a selection of its own goes on; the others have the branch's cursor. */
    resumeAfterId: integer('resume_after_id').notNull().default(0),
    /** Which of its models a push is at; `resume_after_id` counts in it. */
    resumeModel: text('resume_model'),
    error: jsonb('error').$type<RunError>(),
    /** Somebody wants it to end: it does at the next batch's border. */
    cancelRequestedAt: timestamp('cancel_requested_at', { withTimezone: true }),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    startedAt: timestamp('started_at', { withTimezone: true }),
    finishedAt: timestamp('finished_at', { withTimezone: true }),
  },
  (table) => [
    check('runs_kind_known', sql`${table.kind} in ('receive', 'push', 'reconcile')`),
    check('runs_trigger_known', sql`${table.trigger} in ('manual', 'schedule', 'retry')`),
    check('runs_status_known', sql`${table.status} in ('queued', 'running', 'succeeded', 'partial', 'failed', 'cancelled')`),
    check('runs_finished_when_over', sql`(${table.status} in ('queued', 'running')) = (${table.finishedAt} is null)`),
    check('runs_failed_says_why', sql`${table.status} <> 'failed' or ${table.error} is not null`),
    check(
      'runs_counts_not_negative',
      sql`least(${table.seen}, ${table.imported}, ${table.alreadyThere}, ${table.failed}, ${table.flagged}, ${table.odooCalls}) >= 0`,
    ),
    uniqueIndex('runs_idempotency').on(table.branchId, table.kind, table.idempotencyKey),
    // The same wish queued twice is one run; a second may only queue up behind one that has begun.
    uniqueIndex('runs_one_waiting')
      .on(table.branchId, table.kind, sql`md5(${table.request}::text)`)
      .where(sql`${table.status} = 'queued' and ${table.attempts} = 0`),
    index('runs_active').on(table.branchId, table.kind).where(sql`${table.status} in ('queued', 'running')`),
    index('runs_by_branch').on(table.branchId, table.id),
    index('runs_by_end').on(table.finishedAt).where(sql`${table.finishedAt} is not null`),
  ],
);

/** What a run told of itself, line by line, for those who watch it. */
export const runLines = pgTable(
  'run_lines',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    runId: uuid('run_id')
      .notNull()
      .references(() => runs.id, { onDelete: 'cascade' }),
    at: timestamp('at', { withTimezone: true }).notNull().defaultNow(),
    text: text('text').notNull(),
  },
  (table) => [index('run_lines_by_run').on(table.runId, table.id)],
);
