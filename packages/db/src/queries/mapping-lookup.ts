import { and, eq, inArray } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import {
  type LinkedRecordState,
  type LinkModel,
  type LinkSource,
  links,
  type MappedModel,
  salespeople,
} from '../schema/mappings.ts';

export interface LearnedLink {
  readonly model: LinkModel;
  readonly remoteId: number;
  readonly centralId: number;
  readonly source: LinkSource;
  /** Central's record as it was found just now. */
  readonly found?: { readonly name: string; readonly state: LinkedRecordState };
}

/** remote id -> central id of the given records of one model, as far as they are linked. */
export async function linksOf(
  db: Database,
  branchId: string,
  model: LinkModel,
  remoteIds: readonly number[],
): Promise<Map<number, number>> {
  if (remoteIds.length === 0) return new Map();
  const rows = await db
    .select({ remoteId: links.remoteId, centralId: links.centralId })
    .from(links)
    .where(and(eq(links.branchId, branchId), eq(links.model, model), inArray(links.remoteId, [...remoteIds])));
  return new Map(rows.map((row) => [row.remoteId, row.centralId]));
}

/** Cashier (the branch's res.users id) -> salesperson (central's), the whole mapping of a branch. */
export async function salespeopleOf(db: Database, branchId: string): Promise<Map<number, number>> {
  const rows = await db.select().from(salespeople).where(eq(salespeople.branchId, branchId));
  return new Map(rows.map((row) => [row.remoteUserId, row.centralUserId]));
}

/** What everything of a branch is mapped to: central's ids by model and remote id. */
export async function mappedCentralIds(
  db: Database,
  branchId: string,
): Promise<ReadonlyMap<MappedModel, ReadonlyMap<number, number>>> {
  const [linked, cashiers] = await Promise.all([
    db
      .select({ model: links.model, remoteId: links.remoteId, centralId: links.centralId })
      .from(links)
      .where(eq(links.branchId, branchId)),
    salespeopleOf(db, branchId),
  ]);
  const found = new Map<MappedModel, Map<number, number>>([['res.users', cashiers]]);
  for (const { model, remoteId, centralId } of linked) {
    const ofModel = found.get(model) ?? new Map<number, number>();
    found.set(model, ofModel.set(remoteId, centralId));
  }
  return found;
}
