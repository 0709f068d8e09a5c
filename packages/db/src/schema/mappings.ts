import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { branches } from './branches.ts';

export const linkModels = ['product.product', 'account.tax', 'res.partner', 'pos.payment.method', 'uom.uom'] as const;
/** How a link came about. `values`: what a tax is made of; `created`: we made central's record from the branch's. */
export const linkSources = ['hand', 'barcode', 'reference', 'vat', 'email', 'values', 'created', 'pushed'] as const;
/** What else of a branch is mapped: cashiers to salespeople. */
export const mappedModels = [...linkModels, 'res.users'] as const;
/** What became of the central record of a link, when it was last looked at. */
export const linkedRecordStates = ['active', 'archived', 'deleted'] as const;
export type MappedModel = (typeof mappedModels)[number];
export type LinkedRecordState = (typeof linkedRecordStates)[number];
export type LinkModel = (typeof linkModels)[number];
export type LinkSource = (typeof linkSources)[number];

/** What is known of the central record that something is linked to; null: not looked at yet. */
const centralRecordColumns = () => ({
  centralName: text('central_name'),
  centralState: text('central_state', { enum: linkedRecordStates }),
  checkedAt: timestamp('checked_at', { withTimezone: true }),
});

/** Branch record <-> central record of the same thing. What a person set by hand is never learned over. */
export const links = pgTable(
  'links',
  {
    branchId: uuid('branch_id')
      .notNull()
      .references(() => branches.id, { onDelete: 'cascade' }),
    model: text('model', { enum: linkModels }).notNull(),
    remoteId: integer('remote_id').notNull(),
    centralId: integer('central_id').notNull(),
    source: text('source', { enum: linkSources }).notNull(),
    ...centralRecordColumns(),
    updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.branchId, table.model, table.remoteId] }),
    index('links_by_central').on(table.branchId, table.model, table.centralId),
    check('links_central_state_known', sql`${table.centralState} in ('active', 'archived', 'deleted')`),
    check('links_ids_positive', sql`${table.remoteId} > 0 and ${table.centralId} > 0`),
  ],
);

/** Which central user sells for a branch's cashier (res.users on both sides). */
export const salespeople = pgTable(
  'salespeople',
  {
    branchId: uuid('branch_id')
      .notNull()
      .references(() => branches.id, { onDelete: 'cascade' }),
    remoteUserId: integer('remote_user_id').notNull(),
    centralUserId: integer('central_user_id').notNull(),
    ...centralRecordColumns(),
    updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.branchId, table.remoteUserId] }),
    check('salespeople_central_state_known', sql`${table.centralState} in ('active', 'archived', 'deleted')`),
    check('salespeople_ids_positive', sql`${table.remoteUserId} > 0 and ${table.centralUserId} > 0`),
  ],
);

/** What a branch's record can be recognized by in central, as far as its model has such things. */
export interface RecordKeys {
  readonly barcode?: string;
  /** Internal reference of a product, reference of a customer. */
  readonly reference?: string;
  readonly vat?: string;
  /** Of a tax: percent, or an amount per unit. */
  readonly amount?: number;
  readonly amountType?: string;
  readonly priceInclude?: boolean;
}

/** The branch's records that its orders have named, or that somebody had it asked for: what there is to map, told without asking the branch. */
export const remoteRecords = pgTable(
  'remote_records',
  {
    branchId: uuid('branch_id')
      .notNull()
      .references(() => branches.id, { onDelete: 'cascade' }),
    model: text('model', { enum: mappedModels }).notNull(),
    remoteId: integer('remote_id').notNull(),
    name: text('name').notNull(),
    keys: jsonb('keys').$type<RecordKeys>().notNull().default({}),
    seenAt: timestamp('seen_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.branchId, table.model, table.remoteId] }),
    check('remote_records_id_positive', sql`${table.remoteId} > 0`),
  ],
);
