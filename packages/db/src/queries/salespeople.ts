import { asc, eq } from 'drizzle-orm';
import type { Database, Transaction } from '../connect.ts';
import { branches } from '../schema/branches.ts';
import { salespeople } from '../schema/mappings.ts';
import { type Actor, recordAudit } from './audit.ts';
import { type MappingWish, mappingChanges } from './mapping-changes.ts';

export type Salesperson = Pick<typeof salespeople.$inferSelect, 'remoteUserId' | 'centralUserId'>;

/** A branch's cashiers and who in central sells for them, by the cashier's id. */
export async function listSalespeople(db: Database | Transaction, branchId: string): Promise<Salesperson[]> {
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
    const changed = await mappingChanges(tx, wishesOf(branch.id, await listSalespeople(tx, branch.id), mapping));
    await tx.delete(salespeople).where(eq(salespeople.branchId, branch.id));
    if (mapping.length > 0) {
      await tx
        .insert(salespeople)
        .values(mapping.map(({ remoteUserId, centralUserId }) => ({ branchId: branch.id, remoteUserId, centralUserId })));
    }
    const detail = { count: mapping.length };
    const entry = { action: 'salespeople.set', subject: `branch:${branch.code}`, branchId: branch.id, detail };
    await recordAudit(tx, actor, { ...entry, ...changed });
  });
}

function wishesOf(branchId: string, standing: readonly Salesperson[], mapping: readonly Salesperson[]): MappingWish[] {
  const wished = new Map([
    ...standing.map(({ remoteUserId }) => [remoteUserId, null] as const),
    ...mapping.map(({ remoteUserId, centralUserId }) => [remoteUserId, centralUserId] as const),
  ]);
  return [...wished].map(([remoteId, centralId]) => ({ branchId, model: 'res.users', remoteId, centralId }));
}
