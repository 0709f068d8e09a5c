import { type AnyColumn, and, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { branches } from '../schema/branches.ts';
import { central } from '../schema/central.ts';
import { forgetFacts } from './connection-change.ts';

/** Keeps what was learned of central's connection, unless the connection was changed meanwhile (`seenUpdatedAt`). */
export async function storeCentralFacts(db: Database, facts: unknown, seenUpdatedAt: Date): Promise<void> {
  await db.update(central).set({ facts, factsAt: sql`now()` }).where(unchangedSince(central.updatedAt, seenUpdatedAt));
}

/** Keeps what was learned of a branch's connection, unless the branch was changed meanwhile (`seenUpdatedAt`). */
export async function storeBranchFacts(db: Database, branchId: string, facts: unknown, seenUpdatedAt: Date): Promise<void> {
  await db
    .update(branches)
    .set({ facts, factsAt: sql`now()` })
    .where(and(eq(branches.id, branchId), unchangedSince(branches.updatedAt, seenUpdatedAt), isNull(branches.archivedAt)));
}

/** Forgets what was learned of central and of a branch. False where there was nothing to forget. */
export async function forgetConnectionFacts(db: Database, branchId: string): Promise<boolean> {
  const ofBranch = await db
    .update(branches)
    .set(forgetFacts)
    .where(and(eq(branches.id, branchId), isNotNull(branches.factsAt)))
    .returning({ id: branches.id });
  const ofCentral = await db.update(central).set(forgetFacts).where(isNotNull(central.factsAt)).returning({ id: central.id });
  return ofBranch.length + ofCentral.length > 0;
}

/** A Date holds milliseconds, the column microseconds. */
function unchangedSince(column: AnyColumn, seen: Date) {
  return sql`date_trunc('milliseconds', ${column}) = ${seen.toISOString()}::timestamptz`;
}
