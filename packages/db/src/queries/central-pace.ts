import { sql } from 'drizzle-orm';
import type { Database, Transaction } from '../connect.ts';
import { centralPace } from '../schema/central-pace.ts';

/** The pace of writing to central as it is kept (packages/sync, next-pace.ts). */
export type StoredPace = Omit<typeof centralPace.$inferSelect, 'id' | 'updatedAt'>;

/** The pace, and when it last was measured. */
export type DatedPace = StoredPace & Pick<typeof centralPace.$inferSelect, 'updatedAt'>;

const columns = {
  batchOrders: centralPace.batchOrders,
  writers: centralPace.writers,
  unitMs: centralPace.unitMs,
  bestUnitMs: centralPace.bestUnitMs,
  settledLoads: centralPace.settledLoads,
};

/** The fleet's pace; undefined as long as nothing has been written to this central. */
export async function readCentralPace(db: Database): Promise<DatedPace | undefined> {
  const [pace] = await db.select({ ...columns, updatedAt: centralPace.updatedAt }).from(centralPace);
  return pace;
}

/** Changes the pace by what it was, one process after the other. Gives what it is now. */
export async function changeCentralPace(
  db: Database,
  change: (before: StoredPace | undefined) => StoredPace,
): Promise<StoredPace> {
  return db.transaction(async (tx) => {
    const [before] = await tx.select(columns).from(centralPace).for('update');
    const pace = change(before);
    // Two that find none at once: the second's measurement goes unheard.
    if (before === undefined) await tx.insert(centralPace).values(pace).onConflictDoNothing();
    else await tx.update(centralPace).set({ ...pace, updatedAt: sql`now()` });
    return pace;
  });
}

/** Another central keeps another pace. */
export async function forgetCentralPace(tx: Transaction): Promise<void> {
  await tx.delete(centralPace);
}
