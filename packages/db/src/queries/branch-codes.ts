import { and, inArray, isNull } from 'drizzle-orm';
import type { Database, Transaction } from '../connect.ts';
import { branches } from '../schema/branches.ts';
import { isAnyOf } from './any-of.ts';

/** The codes of branches by their ids, archived ones included. */
export async function codesOfBranches(db: Database | Transaction, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const found = await db.select({ id: branches.id, code: branches.code }).from(branches).where(isAnyOf(branches.id, ids));
  return new Map(found.map(({ id, code }) => [id, code]));
}

/** The ids of branches that are not archived by their codes. */
export async function idsOfBranches(db: Database | Transaction, codes: readonly string[]): Promise<Map<string, string>> {
  if (codes.length === 0) return new Map();
  const found = await db
    .select({ id: branches.id, code: branches.code })
    .from(branches)
    .where(and(isNull(branches.archivedAt), inArray(branches.code, [...codes])));
  return new Map(found.map(({ id, code }) => [code, id]));
}
