import { and, eq, inArray } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { links } from '../schema/mappings.ts';
import type { PushModelName } from '../schema/master-data.ts';
import { pushedRecords } from '../schema/push.ts';

export type PushedRecord = typeof pushedRecords.$inferSelect;

/** What was last pushed of these central records, by central id. */
export async function pushedRecordsOf(
  db: Database,
  branchId: string,
  model: PushModelName,
  centralIds: readonly number[],
): Promise<ReadonlyMap<number, PushedRecord>> {
  if (centralIds.length === 0) return new Map();
  const found = await db
    .select()
    .from(pushedRecords)
    .where(
      and(
        eq(pushedRecords.branchId, branchId),
        eq(pushedRecords.model, model),
        inArray(pushedRecords.centralId, [...centralIds]),
      ),
    );
  return new Map(found.map((row) => [row.centralId, row]));
}

/** The branch's records that are linked to these of central, by central id: more than one where people have linked several. */
export async function remoteIdsOf(
  db: Database,
  branchId: string,
  model: PushModelName | 'uom.uom',
  centralIds: readonly number[],
): Promise<ReadonlyMap<number, readonly number[]>> {
  if (centralIds.length === 0) return new Map();
  const found = await db
    .select({ centralId: links.centralId, remoteId: links.remoteId })
    .from(links)
    .where(and(eq(links.branchId, branchId), eq(links.model, model), inArray(links.centralId, [...centralIds])))
    .orderBy(links.remoteId);
  const byCentral = new Map<number, number[]>();
  for (const { centralId, remoteId } of found) byCentral.set(centralId, [...(byCentral.get(centralId) ?? []), remoteId]);
  return byCentral;
}
