import { ne, sql } from 'drizzle-orm';
import type { Transaction } from '../connect.ts';
import { links } from '../schema/mappings.ts';
import { ifStillTheSame } from './linked-record.ts';
import type { LearnedLink } from './mapping-lookup.ts';

/** Writes links down that were learned; what a person set by hand is never learned over. */
export async function learnLinks(tx: Transaction, branchId: string, learned: readonly LearnedLink[]): Promise<void> {
  if (learned.length === 0) return;
  await tx
    .insert(links)
    .values(
      learned.map(({ found, ...link }) => ({
        branchId,
        ...link,
        ...(found === undefined ? {} : { centralName: found.name, centralState: found.state, checkedAt: sql`now()` }),
      })),
    )
    .onConflictDoUpdate({
      target: [links.branchId, links.model, links.remoteId],
      set: {
        centralId: sql`excluded.central_id`,
        source: sql`excluded.source`,
        centralName: sql`coalesce(excluded.central_name, ${ifStillTheSame.centralName})`,
        centralState: sql`coalesce(excluded.central_state, ${ifStillTheSame.centralState})`,
        checkedAt: sql`coalesce(excluded.checked_at, ${ifStillTheSame.checkedAt})`,
        updatedAt: sql`now()`,
      },
      setWhere: ne(links.source, 'hand'),
    });
}
