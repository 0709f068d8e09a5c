import { sql } from 'drizzle-orm';
import {
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import { branches } from './branches.ts';
import { orders } from './orders.ts';
import { runs } from './runs.ts';

/** `not_yet`: all that could have come in is there, but the day goes on, or receive has not passed it. */
export const dayStatuses = ['agrees', 'differs', 'not_yet'] as const;
export type DayStatus = (typeof dayStatuses)[number];

export const findingKinds = ['missing', 'changed', 'surplus', 'doubled', 'cancelled', 'deleted'] as const;
export type FindingKind = (typeof findingKinds)[number];

/** So many orders, and the sum of their totals as a decimal string. */
export interface Tally {
  readonly orders: number;
  readonly total: string;
}

/** What was paid in one way; the branch's method (pos.payment.method). */
export interface MethodTotal {
  readonly remoteMethodId: number;
  readonly method: string;
  readonly total: string;
}

/** What three books say of one day. Sums are in the currency of its orders; `byMethod` is null where ways of paying were not compared. */
export interface DayFigures {
  /** Null: no orders, or of several currencies. */
  readonly currency: string | null;
  readonly branch: {
    readonly sold: Tally;
    /** Of these, those with a negative total. */
    readonly refunds: Tally;
    readonly byState: { readonly paid: Tally; readonly done: Tally; readonly invoiced: Tally };
    readonly byMethod: readonly MethodTotal[] | null;
  };
  readonly ledger: {
    readonly known: Tally;
    readonly refunds: Tally;
    readonly byStatus: { readonly imported: Tally; readonly failed: Tally; readonly skipped: Tally };
    readonly byMethod: readonly MethodTotal[] | null;
  };
  /** Of the orders that this branch has brought in; totals are central's own. */
  readonly central: {
    readonly there: Tally;
    readonly byState: { readonly draft: Tally; readonly sent: Tally; readonly sale: Tally; readonly cancelled: Tally };
    readonly deleted: number;
  };
  /** Orders newer than the last finished receive. */
  readonly toCome: number;
}

/** One local day of a branch as it was last reconciled. */
export const reconciledDays = pgTable(
  'reconciled_days',
  {
    branchId: uuid('branch_id')
      .notNull()
      .references(() => branches.id, { onDelete: 'cascade' }),
    /** On the branch's calendar. */
    day: date('day', { mode: 'string' }).notNull(),
    runId: uuid('run_id').references(() => runs.id, { onDelete: 'set null' }),
    status: text('status', { enum: dayStatuses }).notNull(),
    findings: integer('findings').notNull(),
    figures: jsonb('figures').$type<DayFigures>().notNull(),
    reconciledAt: timestamp('reconciled_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.branchId, table.day] }),
    index('reconciled_days_by_day').on(table.day, table.branchId),
    index('reconciled_days_by_run').on(table.runId),
    check('reconciled_days_status_known', sql`${table.status} in ('agrees', 'differs', 'not_yet')`),
    check('reconciled_days_differ_by_findings', sql`(${table.status} = 'differs') = (${table.findings} > 0)`),
  ],
);

/** One order that a day's books do not agree on. */
export const reconcileFindings = pgTable(
  'reconcile_findings',
  {
    id: uuid('id').primaryKey(),
    branchId: uuid('branch_id').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    kind: text('kind', { enum: findingKinds }).notNull(),
    /** pos.order's id on the branch. */
    remoteId: integer('remote_id'),
    posReference: text('pos_reference'),
    orderId: uuid('order_id').references(() => orders.id),
    centralId: integer('central_id'),
    centralName: text('central_name'),
    /** At the till, as it is now. */
    posTotal: numeric('pos_total'),
    /** What the ledger has kept of the side that has changed since. */
    ledgerTotal: numeric('ledger_total'),
    /** In central, as it is now. */
    centralTotal: numeric('central_total'),
    currency: text('currency'),
    /** Why an order that is missing could not come in: the catalogue's code. */
    failureCode: text('failure_code'),
    message: text('message').notNull(),
  },
  (table) => [
    foreignKey({
      name: 'reconcile_findings_day_fk',
      columns: [table.branchId, table.day],
      foreignColumns: [reconciledDays.branchId, reconciledDays.day],
    }).onDelete('cascade'),
    index('reconcile_findings_by_day').on(table.branchId, table.day, table.id),
    index('reconcile_findings_by_order').on(table.orderId),
    check(
      'reconcile_findings_kind_known',
      sql`${table.kind} in ('missing', 'changed', 'surplus', 'doubled', 'cancelled', 'deleted')`,
    ),
  ],
);
