import { and, asc, eq, gt } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { pushResults } from '../schema/push.ts';
import { type Page, type PageAsk, toPage } from './page.ts';

/** What a push did with the records that it looked into, in its order. */
export async function listPushResults(
  db: Database,
  runId: string,
  ask: PageAsk<number>,
): Promise<Page<typeof pushResults.$inferSelect, number>> {
  const found = await db
    .select()
    .from(pushResults)
    .where(and(eq(pushResults.runId, runId), ask.after === null ? undefined : gt(pushResults.id, ask.after)))
    .orderBy(asc(pushResults.id))
    .limit(ask.limit + 1);
  return toPage(found, ask.limit, ({ id }) => id);
}
