import { and, asc, eq, ne } from 'drizzle-orm';
import type { Database, Transaction } from '../connect.ts';
import { branches } from '../schema/branches.ts';
import { central } from '../schema/central.ts';
import type { SecretPlace } from '../secrets.ts';

/** A secret as it is stored, and whose it is. */
export interface SealedSecret {
  /** `central`, or a branch's code. */
  readonly owner: string;
  readonly place: SecretPlace;
  readonly envelope: string;
}

/** Where central's secret is kept. */
export const centralSecretPlace: SecretPlace = { table: 'central', row: '1', field: 'secret' };

/** Where a branch's secret is kept. */
export function branchSecretPlace(branchId: string): SecretPlace {
  return { table: 'branches', row: branchId, field: 'secret' };
}

/** Every secret that is stored, central's first; those of archived branches as well, if one has been left. */
export async function sealedSecrets(db: Database): Promise<SealedSecret[]> {
  const ofCentral = await db.select({ envelope: central.secretEnvelope }).from(central).where(ne(central.secretEnvelope, ''));
  const { id, code, archivedAt, secretEnvelope: envelope } = branches;
  const ofBranches = await db.select({ id, code, archivedAt, envelope }).from(branches).where(ne(envelope, '')).orderBy(asc(id));
  return [
    ...ofCentral.map((row) => ({ owner: 'central', place: centralSecretPlace, envelope: row.envelope })),
    ...ofBranches.map((row) => ({
      owner: row.archivedAt === null ? row.code : `${row.code} (archived)`,
      place: branchSecretPlace(row.id),
      envelope: row.envelope,
    })),
  ];
}

/**
 * Puts another envelope in a secret's place if what was seen there is there still, and touches nothing else of the row: what is known of the connection
 * stays true. False where somebody has set the secret meanwhile.
 */
export async function replaceEnvelope(tx: Transaction, { place, envelope }: SealedSecret, by: string): Promise<boolean> {
  const secretEnvelope = by;
  const replaced =
    place.table === 'central'
      ? await tx.update(central).set({ secretEnvelope }).where(eq(central.secretEnvelope, envelope)).returning({ id: central.id })
      : await tx
          .update(branches)
          .set({ secretEnvelope })
          .where(and(eq(branches.id, place.row), eq(branches.secretEnvelope, envelope)))
          .returning({ id: branches.id });
  return replaced.length > 0;
}
