import { inArray, sql } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { failures } from '../schema/failures.ts';
import { makeRuns, markRetrying, type RetryingRun, wishesForRecords } from './retry-runs.ts';

/** What waits for something to pass (a till that is open) is looked at so often. Seconds. */
export const retryWaitingEverySeconds = 15 * 60;

/** At most so many failures in one claim: the next one goes on. */
const claimSize = 5_000;

/**
 * Makes runs of waiting failures whose time has come: of a branch's records one push of exactly these. Any number of planners may do it at once
 * (SKIP LOCKED).
 */
export async function claimDueRetries(db: Database): Promise<readonly RetryingRun[]> {
  return db.transaction(async (tx) => {
    const due = await tx.execute<{ id: string }>(sql`
      select id from ${failures} where ${failures.status} = 'open' and ${failures.retryAt} <= now()
      order by ${failures.retryAt} limit ${claimSize} for update skip locked`);
    if (due.length === 0) return [];
    const ids = due.map(({ id }) => id);
    const isDue = sql`${failures.id} = any(${sql.param(ids)}::uuid[])`;
    const made = await makeRuns(tx, await wishesForRecords(tx, isDue), null);
    // Where the run ends before it comes to them, they have another time.
    await tx
      .update(failures)
      .set({ retryAt: sql`now() + make_interval(secs => ${retryWaitingEverySeconds})` })
      .where(inArray(failures.id, ids));
    await markRetrying(tx, isDue, made);
    return made.map(({ run }) => run);
  });
}
