import { type SQL, sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { branches } from './branches.ts';
import { orders } from './orders.ts';
import { runKinds, runs } from './runs.ts';

export const failureStatuses = ['open', 'retrying', 'resolved', 'dismissed'] as const;
export const failureClasses = ['transient', 'waiting', 'permanent'] as const;
export type FailureStatus = (typeof failureStatuses)[number];
export type FailureClass = (typeof failureClasses)[number];

/** What an engineer asks of a failed call: where it went, what the last line of its answer was, how long it took (milliseconds). */
export interface FailureTechnical {
  readonly host: string;
  readonly model: string | null;
  readonly method: string | null;
  readonly kind: string;
  readonly httpStatus: number | null;
  readonly faultCode: number | null;
  readonly lastLine: string;
  readonly tookMs: number | null;
}

/** One thing that did not work. The same thing failing again is the same row with one more attempt. */
export const failures = pgTable(
  'failures',
  {
    id: uuid('id').primaryKey(),
    branchId: uuid('branch_id')
      .notNull()
      .references(() => branches.id),
    kind: text('kind', { enum: runKinds }).notNull(),
    runId: uuid('run_id').references(() => runs.id, { onDelete: 'set null' }),
    orderId: uuid('order_id').references(() => orders.id),
    code: text('code').notNull(),
    class: text('class', { enum: failureClasses }).notNull(),
    /** What is the matter in one line without the order that it befell: what a group of the same cause is called. */
    title: text('title').notNull().default(''),
    message: text('message').notNull(),
    fix: text('fix').notNull(),
    /** The cause, the same for all failures that one act would cure, e.g. `product P191`. */
    fingerprint: text('fingerprint').notNull(),
    /** The group of the same cause, over all branches. */
    cause: text('cause')
      .notNull()
      .generatedAlwaysAs((): SQL => sql`md5(code || ' ' || fingerprint)`),
    /** The branch's record (a product, a tax, ...) that a link would cure it by. */
    causeModel: text('cause_model'),
    causeRemoteId: integer('cause_remote_id'),
    /** For engineers: the call, the last line of Odoo's answer, how long it took. */
    technical: jsonb('technical').$type<FailureTechnical>(),
    payload: jsonb('payload').$type<unknown>(),
    remoteModel: text('remote_model'),
    remoteId: integer('remote_id'),
    /** Central's record that could not be pushed. */
    centralModel: text('central_model'),
    centralId: integer('central_id'),
    /** What makes two failures the same thing failing again. */
    sameness: text('sameness')
      .notNull()
      .generatedAlwaysAs(
        (): SQL =>
          sql`md5(code || ' ' || coalesce(remote_model, '') || ' ' || coalesce(remote_id::text, '') || ' ' || coalesce(central_id::text, '') || ' ' || fingerprint)`,
      ),
    attempts: integer('attempts').notNull().default(1),
    status: text('status', { enum: failureStatuses }).notNull().default('open'),
    firstSeenAt: timestamp('first_seen_at', { withTimezone: true }).notNull().defaultNow(),
    lastSeenAt: timestamp('last_seen_at', { withTimezone: true }).notNull().defaultNow(),
    resolvedAt: timestamp('resolved_at', { withTimezone: true }),
    dismissReason: text('dismiss_reason'),
    /** When what waits for something to pass is tried again by itself. */
    retryAt: timestamp('retry_at', { withTimezone: true }),
    /** The run that tries it again because somebody asked, or because its time had come. */
    retryRunId: uuid('retry_run_id').references(() => runs.id, { onDelete: 'set null' }),
  },
  (table) => [
    uniqueIndex('failures_one_standing').on(table.branchId, table.sameness).where(sql`${table.status} in ('open', 'retrying')`),
    index('failures_due').on(table.retryAt).where(sql`${table.status} = 'open' and ${table.retryAt} is not null`),
    index('failures_by_status').on(table.status, table.id),
    index('failures_by_branch').on(table.branchId, table.id),
    index('failures_by_order').on(table.orderId),
    index('failures_by_cause').on(table.cause, table.id),
    index('failures_by_cause_record')
      .on(table.branchId, table.causeModel, table.causeRemoteId)
      .where(sql`${table.status} in ('open', 'retrying')`),
    index('failures_by_retry').on(table.retryRunId).where(sql`${table.retryRunId} is not null`),
    index('failures_by_run').on(table.runId),
    index('failures_by_central_record')
      .on(table.branchId, table.centralModel, table.centralId)
      .where(sql`${table.centralId} is not null`),
    index('failures_by_end').on(table.resolvedAt).where(sql`${table.resolvedAt} is not null`),
    check('failures_class_known', sql`${table.class} in ('transient', 'waiting', 'permanent')`),
    check('failures_status_known', sql`${table.status} in ('open', 'retrying', 'resolved', 'dismissed')`),
    check('failures_over_when_resolved', sql`(${table.status} in ('resolved', 'dismissed')) = (${table.resolvedAt} is not null)`),
    check('failures_attempts_positive', sql`${table.attempts} > 0`),
    check('failures_central_record_whole', sql`(${table.centralModel} is null) = (${table.centralId} is null)`),
    check('failures_cause_record_whole', sql`(${table.causeModel} is null) = (${table.causeRemoteId} is null)`),
  ],
);
