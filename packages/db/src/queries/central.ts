import { sql } from 'drizzle-orm';
import { changesBetween } from '../audit-changes.ts';
import type { Database } from '../connect.ts';
import { central } from '../schema/central.ts';
import { type Actor, lockSubject, recordAudit } from './audit.ts';
import { centralSettings } from './audited-settings.ts';
import { forgetCentralPace } from './central-pace.ts';
import { tryCircuitNow } from './circuits.ts';
import { type ConnectionChange, forgetFacts } from './connection-change.ts';

export type Central = typeof central.$inferSelect;

/** The central connection; undefined until it is set. */
export async function findCentral(db: Database): Promise<Central | undefined> {
  const [row] = await db.select().from(central);
  return row;
}

/**
 * Sets the central connection. Without a secret the one that is there stays; undefined where there is none yet. What was
 * learned of the old connection is forgotten.
 */
export async function putCentral(
  db: Database,
  actor: Actor,
  { secretEnvelope, ...connection }: ConnectionChange,
): Promise<Central | undefined> {
  return db.transaction(async (tx) => {
    await lockSubject(tx, 'central');
    const [before] = await tx.select().from(central);
    const change = { ...connection, ...forgetFacts, updatedAt: sql`now()` };
    const [row] =
      secretEnvelope === undefined
        ? await tx.update(central).set(change).returning()
        : await tx
            .insert(central)
            .values({ ...connection, secretEnvelope })
            .onConflictDoUpdate({ target: central.id, set: { ...change, secretEnvelope } })
            .returning();
    if (row === undefined) return undefined;
    const changes = changesBetween(before === undefined ? null : centralSettings(before), centralSettings(row));
    await tryCircuitNow(tx, 'central');
    await forgetCentralPace(tx);
    await recordAudit(tx, actor, { action: 'central.set', subject: 'central', changes });
    return row;
  });
}
