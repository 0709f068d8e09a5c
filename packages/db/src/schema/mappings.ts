import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { branches } from './branches.ts';

export const linkModels = ['product.product', 'account.tax', 'res.partner', 'pos.payment.method', 'uom.uom'] as const;
export const linkSources = ['hand', 'barcode', 'reference', 'values', 'pushed'] as const;
export type LinkModel = (typeof linkModels)[number];
export type LinkSource = (typeof linkSources)[number];

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
    updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.branchId, table.model, table.remoteId] }),
    index('links_by_central').on(table.branchId, table.model, table.centralId),
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
    updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.branchId, table.remoteUserId] }),
    check('salespeople_ids_positive', sql`${table.remoteUserId} > 0 and ${table.centralUserId} > 0`),
  ],
);
