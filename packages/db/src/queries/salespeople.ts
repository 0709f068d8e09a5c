import { asc, eq } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { branches } from '../schema/branches.ts';
import { salespeople } from '../schema/mappings.ts';
import { type Actor, recordAudit } from './audit.ts';

export type Salesperson = Pick<typeof salespeople.$inferSelect, 'remoteUserId' | 'centralUserId'>;

/** A branch's cashiers and who in central sells for them, by the cashier's id. */
export async function listSalespeople(db: Database, branchId: string): Promise<Salesperson[]> {
  return db
    .select({ remoteUserId: salespeople.remoteUserId, centralUserId: salespeople.centralUserId })
    .from(salespeople)
    .where(eq(salespeople.branchId, branchId))
    .orderBy(asc(salespeople.remoteUserId));
}

/** Puts a mapping in the place of the one that was. */
export async function replaceSalespeople(
  db: Database,
  actor: Actor,
  branch: { readonly id: string; readonly code: string },
  mapping: readonly Salesperson[],
): Promise<void> {
  await db.transaction(async (tx) => {
    // Two lists put at once: one after the other, or the second would meet the rows of the first.
    await tx.select({ id: branches.id }).from(branches).where(eq(branches.id, branch.id)).for('update');
    await tx.delete(salespeople).where(eq(salespeople.branchId, branch.id));
    if (mapping.length > 0) {
      await tx
        .insert(salespeople)
        .values(mapping.map(({ remoteUserId, centralUserId }) => ({ branchId: branch.id, remoteUserId, centralUserId })));
    }
    const detail = { count: mapping.length };
    await recordAudit(tx, actor, { action: 'salespeople.set', subject: `branch:${branch.code}`, detail });
  });
}
