import { type SQL, sql } from 'drizzle-orm';
import { check, index, integer, jsonb, numeric, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { branches } from './branches.ts';
import { runs } from './runs.ts';

export const orderStatuses = ['imported', 'failed', 'skipped'] as const;
export type OrderStatus = (typeof orderStatuses)[number];

/** What central's Sales Order was when it was last looked at; `deleted`: central has it no longer. */
export const centralStates = ['draft', 'sent', 'sale', 'cancelled', 'deleted'] as const;
export type CentralState = (typeof centralStates)[number];

/** How a POS order was paid, for the books; amounts are decimal strings in the order's currency. */
export interface OrderPayment {
  readonly remoteMethodId: number;
  readonly method: string;
  readonly amount: string;
}

/**
 * The ledger: what became of each POS order. Its identity is the order's uuid, or, where the branch's Odoo has none, POS
 * reference and remote id; unique per branch for ever.
 */
export const orders = pgTable(
  'orders',
  {
    id: uuid('id').primaryKey(),
    branchId: uuid('branch_id')
      .notNull()
      .references(() => branches.id),
    identity: text('identity').notNull(),
    uuid: text('uuid'),
    remoteId: integer('remote_id').notNull(),
    posReference: text('pos_reference').notNull(),
    status: text('status', { enum: orderStatuses }).notNull(),
    orderedAt: timestamp('ordered_at', { withTimezone: true }).notNull(),
    currency: text('currency').notNull(),
    centralId: integer('central_id'),
    centralName: text('central_name'),
    /** Whom the Sales Order is for (res.partner of central): to find orders by, without keeping who people are. Null before that was kept. */
    customerId: integer('customer_id'),
    posTotal: numeric('pos_total').notNull(),
    centralTotal: numeric('central_total'),
    difference: numeric('difference').generatedAlwaysAs((): SQL => sql`central_total - pos_total`),
    /** What a line of ours has added to make the totals agree; null: no such line. */
    adjustment: numeric('adjustment'),
    /** The Sales Order's state as of `central_seen_at` (the last reconcile); null: not looked at since it came in. */
    centralState: text('central_state', { enum: centralStates }),
    centralSeenAt: timestamp('central_seen_at', { withTimezone: true }),
    /** Catalogue code of what a person should look at, a difference above all, and what it says of this order; null where the books agree. */
    flag: text('flag'),
    flagMessage: text('flag_message'),
    payments: jsonb('payments').$type<readonly OrderPayment[]>().notNull().default([]),
    runId: uuid('run_id').references(() => runs.id, { onDelete: 'set null' }),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex('orders_identity').on(table.branchId, table.identity),
    index('orders_uuid').on(table.uuid),
    // A copied database brings the same uuids again: only one branch may claim to have brought an order in.
    uniqueIndex('orders_brought_once').on(table.uuid).where(sql`${table.status} = 'imported'`),
    index('orders_by_central').on(table.centralId),
    index('orders_by_branch').on(table.branchId, table.id),
    index('orders_by_remote').on(table.branchId, table.remoteId),
    index('orders_by_sale').on(table.branchId, table.orderedAt),
    index('orders_by_customer').on(table.customerId, table.id).where(sql`${table.customerId} is not null`),
    index('orders_by_total').on(table.posTotal, table.id),
    index('orders_flagged').on(table.id).where(sql`${table.flag} is not null`),
    index('orders_by_run').on(table.runId),
    index('orders_with_payments').on(table.createdAt).where(sql`${table.payments} <> '[]'::jsonb`),
    check('orders_status_known', sql`${table.status} in ('imported', 'failed', 'skipped')`),
    check('orders_central_state_known', sql`${table.centralState} in ('draft', 'sent', 'sale', 'cancelled', 'deleted')`),
    check('orders_central_state_dated', sql`(${table.centralState} is null) = (${table.centralSeenAt} is null)`),
    check('orders_imported_is_somewhere', sql`${table.status} <> 'imported' or ${table.centralId} is not null`),
    check('orders_failed_is_nowhere', sql`${table.status} <> 'failed' or ${table.centralId} is null`),
  ],
);
