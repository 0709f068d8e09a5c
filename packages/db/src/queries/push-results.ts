import { and, asc, count, eq, gt, inArray } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import type { PushModelName } from '../schema/master-data.ts';
import { type PushAction, pushResults } from '../schema/push.ts';
import { type Page, type PageAsk, toPage } from './page.ts';

export type KeptPushResult = typeof pushResults.$inferSelect;

/** What a push did with the records that it looked into, in its order. */
export async function listPushResults(
  db: Database,
  runId: string,
  action: PushAction | undefined,
  ask: PageAsk<number>,
): Promise<Page<KeptPushResult, number>> {
  const found = await db
    .select()
    .from(pushResults)
    .where(
      and(
        eq(pushResults.runId, runId),
        action === undefined ? undefined : eq(pushResults.action, action),
        ask.after === null ? undefined : gt(pushResults.id, ask.after),
      ),
    )
    .orderBy(asc(pushResults.id))
    .limit(ask.limit + 1);
  return toPage(found, ask.limit, ({ id }) => id);
}

/** How many records of a push came to what; actions that none came to are left out. */
export async function tallyPushResults(db: Database, runId: string): Promise<Partial<Record<PushAction, number>>> {
  const found = await db
    .select({ action: pushResults.action, records: count() })
    .from(pushResults)
    .where(eq(pushResults.runId, runId))
    .groupBy(pushResults.action);
  return Object.fromEntries(found.map(({ action, records }) => [action, records]));
}

/** What a preview said of a record. */
export type PreviewedRecord = Pick<KeptPushResult, 'centralId' | 'remoteId' | 'name' | 'action' | 'fields'>;

const isToBeWritten = inArray(pushResults.action, ['create', 'update']);

/** Central's ids that a preview showed as to be written, after this one, ascending. */
export async function previewedIds(db: Database, previewId: string, model: PushModelName, afterId: number): Promise<number[]> {
  const found = await db
    .select({ centralId: pushResults.centralId })
    .from(pushResults)
    .where(and(eq(pushResults.runId, previewId), eq(pushResults.model, model), isToBeWritten, gt(pushResults.centralId, afterId)))
    .orderBy(asc(pushResults.centralId));
  return found.map(({ centralId }) => centralId);
}

/** What a preview showed of these of central's records, by central id. */
export async function previewedRecordsOf(
  db: Database,
  previewId: string,
  model: PushModelName,
  centralIds: readonly number[],
): Promise<ReadonlyMap<number, PreviewedRecord>> {
  const found = await db
    .select()
    .from(pushResults)
    .where(and(eq(pushResults.runId, previewId), eq(pushResults.model, model), inArray(pushResults.centralId, [...centralIds])));
  return new Map(found.map((row) => [row.centralId, row]));
}
