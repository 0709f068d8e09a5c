import { and, eq, inArray } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { failures } from '../schema/failures.ts';
import type { PushModelName } from '../schema/master-data.ts';

/** What is in the way of a record, in short. */
export type PushFailureBrief = Pick<typeof failures.$inferSelect, 'id' | 'code' | 'class' | 'title'>;

/** What stands in the way of these of central's records at a branch, by central's id; of several the first. */
export async function standingPushFailuresOf(
  db: Database,
  branchId: string,
  model: PushModelName,
  centralIds: readonly number[],
): Promise<ReadonlyMap<number, PushFailureBrief>> {
  const { id, code, class: ofClass, title, centralId } = failures;
  const found = await db
    .select({ id, code, class: ofClass, title, centralId })
    .from(failures)
    .where(
      and(
        eq(failures.branchId, branchId),
        eq(failures.centralModel, model),
        inArray(failures.centralId, [...centralIds]),
        inArray(failures.status, ['open', 'retrying']),
      ),
    )
    .orderBy(failures.id);
  const briefs = new Map<number, PushFailureBrief>();
  for (const { centralId: record, ...brief } of found) {
    if (record !== null && !briefs.has(record)) briefs.set(record, brief);
  }
  return briefs;
}
