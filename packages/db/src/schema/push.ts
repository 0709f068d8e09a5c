import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { branches } from './branches.ts';
import { pushModels } from './master-data.ts';
import { runs } from './runs.ts';

/** By field: a digest of its value. */
export type FieldDigests = Readonly<Record<string, string>>;

/**
 * What was last pushed of a central record, and what the branch made of it: the base by which a change on either side is known. The write_dates are
 * those of both records, as Odoo tells them.
 */
export const pushedRecords = pgTable(
  'pushed_records',
  {
    branchId: uuid('branch_id')
      .notNull()
      .references(() => branches.id, { onDelete: 'cascade' }),
    model: text('model', { enum: pushModels }).notNull(),
    centralId: integer('central_id').notNull(),
    remoteId: integer('remote_id').notNull(),
    centralWrittenAt: text('central_written_at').notNull(),
    remoteWrittenAt: text('remote_written_at').notNull(),
    sent: jsonb('sent').$type<FieldDigests>().notNull(),
    became: jsonb('became').$type<FieldDigests>().notNull(),
    /** A digest of the way in which it was carried: which fields, by which prices. */
    manner: text('manner').notNull().default(''),
    /** Both were read so long after they were written that a later write bears another second. */
    isSettled: boolean('is_settled').notNull().default(false),
    pushedAt: timestamp('pushed_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.branchId, table.model, table.centralId] }),
    check('pushed_records_ids_positive', sql`${table.centralId} > 0 and ${table.remoteId} > 0`),
  ],
);

/**
 * What a push did, or would do, with a record. `left`: the branch does not want it (deleted there, or its own value stays); `blocked`: it cannot be
 * done; `waiting`: not while a till is open; `outdated`: it is not what the confirmed preview showed any more, and was left alone.
 */
export const pushActions = ['create', 'update', 'same', 'left', 'conflict', 'blocked', 'waiting', 'outdated'] as const;
export type PushAction = (typeof pushActions)[number];

/** A field of a record, in words: what the branch has, and what it gets. */
export interface FieldChange {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** The result log: one row for each record that a push has looked into. */
export const pushResults = pgTable(
  'push_results',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    runId: uuid('run_id')
      .notNull()
      .references(() => runs.id, { onDelete: 'cascade' }),
    model: text('model', { enum: pushModels }).notNull(),
    centralId: integer('central_id').notNull(),
    remoteId: integer('remote_id'),
    name: text('name').notNull(),
    action: text('action', { enum: pushActions }).notNull(),
    fields: jsonb('fields').$type<readonly FieldChange[]>().notNull().default([]),
    /** Of the catalogue, where something is in the way. */
    code: text('code'),
    message: text('message'),
    /** False: announced just before it was written. Where its run ended so, nobody knows whether it was. */
    isDone: boolean('is_done').notNull().default(true),
    at: timestamp('at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex('push_results_one_each').on(table.runId, table.model, table.centralId),
    index('push_results_by_run').on(table.runId, table.id),
    check(
      'push_results_action_known',
      sql`${table.action} in ('create', 'update', 'same', 'left', 'conflict', 'blocked', 'waiting', 'outdated')`,
    ),
  ],
);
