import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { connectionChecks, connectionColumns } from './connection.ts';
import { type MasterData, noMasterData } from './master-data.ts';
import { runKinds } from './runs.ts';

/**
 * Whom a Sales Order is for where the POS customer is not linked: always the branch's default customer; the one customer of central with the same
 * VAT, e-mail or reference, else the default; or, if there is none, a new one.
 */
export const customerRules = ['default', 'match', 'match_and_create'] as const;
/** What is done about a total that differs: tell, or tell and make it up with a line of its own. */
export const totalRules = ['flag', 'adjust'] as const;
export type CustomerRule = (typeof customerRules)[number];
export type TotalRule = (typeof totalRules)[number];

/** One POS location. Deleting archives it: its ledger must outlive it, or a return of the branch would import everything again. */
export const branches = pgTable(
  'branches',
  {
    id: uuid('id').primaryKey(),
    code: text('code').notNull(),
    name: text('name').notNull(),
    /** IANA zone of the shop. */
    timezone: text('timezone').notNull(),
    ...connectionColumns(),
    connectTimeoutMs: integer('connect_timeout_ms'),
    callTimeoutMs: integer('call_timeout_ms'),
    /** Central's ids (res.partner, res.users, stock.warehouse, product.pricelist, res.company). */
    defaultCustomerId: integer('default_customer_id').notNull(),
    defaultSalespersonId: integer('default_salesperson_id'),
    warehouseId: integer('warehouse_id'),
    pricelistId: integer('pricelist_id'),
    companyId: integer('company_id'),
    customerRule: text('customer_rule', { enum: customerRules }).notNull().default('default'),
    totalRule: text('total_rule', { enum: totalRules }).notNull().default('flag'),
    /** For the rule `adjust`: central's product (product.product) of the line, and how much it may be, in the order's currency. */
    adjustProductId: integer('adjust_product_id'),
    adjustLimit: numeric('adjust_limit'),
    /** What of central's master data the branch takes. */
    masterData: jsonb('master_data').$type<MasterData>().notNull().default(noMasterData),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow(),
    archivedAt: timestamp('archived_at', { withTimezone: true }),
  },
  (table) => [
    uniqueIndex('branches_code').on(table.code).where(sql`${table.archivedAt} is null`),
    check('branches_code_form', sql`${table.code} ~ '^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$'`),
    check('branches_customer_rule_known', sql`${table.customerRule} in ('default', 'match', 'match_and_create')`),
    check('branches_total_rule_known', sql`${table.totalRule} in ('flag', 'adjust')`),
    check(
      'branches_adjust_whole',
      sql`${table.totalRule} <> 'adjust' or (${table.adjustProductId} is not null and ${table.adjustLimit} > 0)`,
    ),
    ...connectionChecks('branches', table),
  ],
);

/** When a branch's jobs of one kind are due. No `every_seconds` and no `cron`: by hand only. */
export const schedules = pgTable(
  'schedules',
  {
    branchId: uuid('branch_id')
      .notNull()
      .references(() => branches.id, { onDelete: 'cascade' }),
    kind: text('kind', { enum: runKinds }).notNull(),
    startsAt: timestamp('starts_at', { withTimezone: true }),
    everySeconds: integer('every_seconds'),
    /** Five fields, read in the branch's zone. */
    cron: text('cron'),
    paused: boolean('paused').notNull().default(false),
    /** The part of the day in which it is due at all, `HH:MM` in the branch's zone; over midnight where it ends before it begins. */
    windowFrom: text('window_from'),
    windowUntil: text('window_until'),
    nextDueAt: timestamp('next_due_at', { withTimezone: true }),
    skippedSlots: integer('skipped_slots').notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.branchId, table.kind] }),
    check('schedules_kind_known', sql`${table.kind} in ('receive', 'push', 'reconcile')`),
    check('schedules_one_rhythm', sql`num_nonnulls(${table.everySeconds}, ${table.cron}) <= 1`),
    check('schedules_every_sane', sql`${table.everySeconds} between 10 and 2678400`),
    check('schedules_window_whole', sql`(${table.windowFrom} is null) = (${table.windowUntil} is null)`),
    check(
      'schedules_window_form',
      sql`${table.windowFrom} ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$' and ${table.windowUntil} ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'`,
    ),
    index('schedules_due').on(table.nextDueAt).where(sql`not ${table.paused}`),
  ],
);

/**
 * Where receive stands in a branch's orders. `cursor_at` is the branch's clock at the start of the last finished window;
 * the window columns are set while one is open, so that a run that died goes on where it was.
 */
export const receiveCursors = pgTable(
  'receive_cursors',
  {
    branchId: uuid('branch_id')
      .primaryKey()
      .references(() => branches.id, { onDelete: 'cascade' }),
    cursorAt: timestamp('cursor_at', { withTimezone: true }),
    windowFrom: timestamp('window_from', { withTimezone: true }),
    windowStartedAt: timestamp('window_started_at', { withTimezone: true }),
    windowLastId: integer('window_last_id'),
  },
  (table) => [check('receive_cursors_window_whole', sql`(${table.windowStartedAt} is null) = (${table.windowLastId} is null)`)],
);

/** The right to work on a branch. The token grows with every new holder; a commit under an older token is refused. */
export const leases = pgTable('leases', {
  branchId: uuid('branch_id')
    .primaryKey()
    .references(() => branches.id, { onDelete: 'cascade' }),
  token: bigint('token', { mode: 'number' }).notNull(),
  holder: uuid('holder'),
  expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
});

/** The fleet's places for writing to central: a holder keeps one until it gives it back or its time is out. */
export const writerSlots = pgTable('writer_slots', {
  slot: integer('slot').primaryKey(),
  holder: uuid('holder'),
  expiresAt: timestamp('expires_at', { withTimezone: true }).notNull().defaultNow(),
});
