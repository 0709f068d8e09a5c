import { and, asc, eq, ne } from 'drizzle-orm';
import type { Database, Transaction } from '../connect.ts';
import { alertChannels } from '../schema/alerts.ts';
import { branches } from '../schema/branches.ts';
import { central } from '../schema/central.ts';
import type { SecretPlace } from '../secrets.ts';
import { alertChannelSecretPlace } from './alerts/alert-channels.ts';

/** A secret as it is stored, and whose it is. */
export interface SealedSecret {
  /** `central`, a branch's code, or a channel of alerts. */
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
  const ofChannels = await db
    .select({ id: alertChannels.id, name: alertChannels.name, envelope: alertChannels.secretEnvelope })
    .from(alertChannels)
    .where(ne(alertChannels.secretEnvelope, ''))
    .orderBy(asc(alertChannels.id));
  return [
    ...ofCentral.map((row) => ({ owner: 'central', place: centralSecretPlace, envelope: row.envelope })),
    ...ofBranches.map((row) => ({
      owner: row.archivedAt === null ? row.code : `${row.code} (archived)`,
      place: branchSecretPlace(row.id),
      envelope: row.envelope,
    })),
    ...ofChannels.map((row) => ({
      owner: `alert channel ${row.name}`,
      place: alertChannelSecretPlace(row.id),
      envelope: row.envelope,
    })),
  ];
}

/**
 * Puts another envelope in a secret's place if what was seen there is there still, and touches nothing else of the row: what is known of the connection
 * stays true. False where somebody has set the secret meanwhile.
 */
export async function replaceEnvelope(tx: Transaction, { place, envelope }: SealedSecret, by: string): Promise<boolean> {
  const replaced = await replacedIn(tx, place, envelope, { secretEnvelope: by });
  return replaced.length > 0;
}

async function replacedIn(tx: Transaction, { table, row }: SecretPlace, seen: string, by: { readonly secretEnvelope: string }) {
  switch (table) {
    case 'central':
      return tx.update(central).set(by).where(eq(central.secretEnvelope, seen)).returning({ id: central.id });
    case 'branches':
      return tx
        .update(branches)
        .set(by)
        .where(and(eq(branches.id, row), eq(branches.secretEnvelope, seen)))
        .returning({ id: branches.id });
    case 'alert_channels':
      return tx
        .update(alertChannels)
        .set(by)
        .where(and(eq(alertChannels.id, row), eq(alertChannels.secretEnvelope, seen)))
        .returning({ id: alertChannels.id });
    default:
      throw new Error(`No secret is kept in ${table}.`);
  }
}
