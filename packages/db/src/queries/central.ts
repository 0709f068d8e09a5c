import type { Database } from '../connect.ts';
import { central } from '../schema/central.ts';

export type Central = typeof central.$inferSelect;

/** The central connection; undefined until it is set. */
export async function findCentral(db: Database): Promise<Central | undefined> {
  const [row] = await db.select().from(central);
  return row;
}
