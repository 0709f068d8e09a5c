import { sql } from 'drizzle-orm';
import { check, pgTable, smallint, timestamp } from 'drizzle-orm/pg-core';
import { connectionChecks, connectionColumns } from './connection.ts';

/** The one central Odoo: the check keeps it one. */
export const central = pgTable(
  'central',
  {
    id: smallint('id').primaryKey().default(1),
    ...connectionColumns(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [check('central_is_one', sql`${table.id} = 1`), ...connectionChecks('central', table)],
);
