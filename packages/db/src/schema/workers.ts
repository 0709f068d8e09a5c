import { boolean, doublePrecision, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

/** The worker processes of the fleet, by their heartbeats. One that stops in order says so, one that dies falls silent. */
export const workers = pgTable('workers', {
  id: uuid('id').primaryKey(),
  host: text('host').notNull(),
  pid: integer('pid').notNull(),
  version: text('version').notNull(),
  concurrency: integer('concurrency').notNull(),
  /** Runs that it works on. */
  running: integer('running').notNull(),
  isDraining: boolean('is_draining').notNull().default(false),
  /** Whether it takes jobs, as it sees itself. */
  isConsuming: boolean('is_consuming').notNull(),
  lastJobAt: timestamp('last_job_at', { withTimezone: true }),
  /** The longest that its event loop was held up since the beat before, in milliseconds. */
  eventLoopLagMs: doublePrecision('event_loop_lag_ms').notNull(),
  rssMb: doublePrecision('rss_mb').notNull(),
  startedAt: timestamp('started_at', { withTimezone: true }).notNull().defaultNow(),
  seenAt: timestamp('seen_at', { withTimezone: true }).notNull().defaultNow(),
  stoppedAt: timestamp('stopped_at', { withTimezone: true }),
});
