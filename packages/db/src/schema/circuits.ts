import { sql } from 'drizzle-orm';
import { check, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { branches } from './branches.ts';

/**
 * Whether the other side of a connection answers: one row per branch, and one for central. It is closed while `open_since` is null; open,
 * nobody tries before `next_try_at`, and then one run does (half-open).
 */
export const circuits = pgTable(
  'circuits',
  {
    /** `central`, or the branch's id. */
    place: text('place').primaryKey(),
    branchId: uuid('branch_id').references(() => branches.id, { onDelete: 'cascade' }),
    /** Attempts in a row that got no answer. */
    misses: integer('misses').notNull().default(0),
    firstMissAt: timestamp('first_miss_at', { withTimezone: true }),
    /** The moment of the first miss: offline since. */
    openSince: timestamp('open_since', { withTimezone: true }),
    nextTryAt: timestamp('next_try_at', { withTimezone: true }),
    /** Tries since it opened that got no answer either. */
    failedTries: integer('failed_tries').notNull().default(0),
    /** The run that tries right now, for all others. */
    probeRunId: uuid('probe_run_id'),
    closedAt: timestamp('closed_at', { withTimezone: true }),
  },
  (table) => [
    check('circuits_of_branch_or_central', sql`${table.place} = coalesce(${table.branchId}::text, 'central')`),
    check('circuits_open_has_next_try', sql`(${table.openSince} is null) = (${table.nextTryAt} is null)`),
  ],
);
