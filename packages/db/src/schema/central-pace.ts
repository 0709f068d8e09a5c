import { sql } from 'drizzle-orm';
import { check, integer, pgTable, real, smallint, timestamp } from 'drizzle-orm/pg-core';

/** How fast the fleet writes to central: found by measuring, one row. Absent: nothing has been written yet. */
export const centralPace = pgTable(
  'central_pace',
  {
    id: smallint('id').primaryKey().default(1),
    /** Orders in one `load`, at the most. */
    batchOrders: integer('batch_orders').notNull(),
    /** Loads at once. */
    writers: integer('writers').notNull(),
    /** What a unit of work takes now, and at its best. Milliseconds. */
    unitMs: real('unit_ms'),
    bestUnitMs: real('best_unit_ms'),
    /** Loads since the number of writers changed. */
    settledLoads: integer('settled_loads').notNull().default(0),
    updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [check('central_pace_is_one', sql`${table.id} = 1`)],
);
