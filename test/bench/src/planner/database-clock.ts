import type { Database } from '@branch-sync/db';
import { sql } from 'drizzle-orm';

const samples = 9;

/** The database's clock as this process can read it without asking: milliseconds since the epoch. */
export async function readDatabaseClock(db: Database): Promise<() => number> {
  let best = { roundTripMs: Number.POSITIVE_INFINITY, aheadMs: 0 };
  for (let sample = 0; sample < samples; sample += 1) {
    const askedAt = performance.now();
    const [row] = await db.execute<{ ms: number }>(sql`select extract(epoch from clock_timestamp())::float8 * 1000 as ms`);
    const answeredAt = performance.now();
    const roundTripMs = answeredAt - askedAt;
    // The quickest answer leaves the least doubt about the moment at which it was given.
    if (roundTripMs < best.roundTripMs) best = { roundTripMs, aheadMs: (row?.ms ?? Number.NaN) - (askedAt + answeredAt) / 2 };
  }
  return () => performance.now() + best.aheadMs;
}
