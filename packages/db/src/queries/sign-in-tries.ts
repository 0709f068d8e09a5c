import { and, eq, gte, inArray, lt, sql } from 'drizzle-orm';
import { digestOf } from '../api-key-secret.ts';
import type { Database } from '../connect.ts';
import { signInTries } from '../schema/access.ts';

/** One thing that tries are counted for, and how many it has in how long. */
export interface TryLimit {
  /** E.g. `address 10.1.2.3`; only its digest is kept: people type passwords where a login is asked for. */
  readonly of: string;
  readonly most: number;
  readonly withinMs: number;
}

/**
 * Takes a try of each limit, before it is known how it ends, so that many at once are counted too. Gives 0, or for how many milliseconds the first
 * limit that has none left has none: then nothing was taken of any.
 */
export async function takeTries(db: Database, limits: readonly TryLimit[]): Promise<number> {
  await db.delete(signInTries).where(lt(signInTries.until, sql`now()`));
  const taken: TryLimit[] = [];
  for (const limit of limits) {
    if (!(await takeTry(db, limit))) {
      await giveTriesBack(db, taken);
      return waitOf(db, limit);
    }
    taken.push(limit);
  }
  return 0;
}

/** Gives back the tries of a sign-in that nobody has refused: only those that were are held against anybody. */
export async function giveTriesBack(db: Database, limits: readonly TryLimit[]): Promise<void> {
  if (limits.length === 0) return;
  await db
    .update(signInTries)
    .set({ tries: sql`greatest(0, ${signInTries.tries} - 1)` })
    .where(inArray(signInTries.key, limits.map(keyOf)));
}

async function takeTry(db: Database, limit: TryLimit): Promise<boolean> {
  const taken = await db
    .insert(signInTries)
    .values({ key: keyOf(limit), tries: 1, until: sql`now() + make_interval(secs => ${limit.withinMs / 1000})` })
    .onConflictDoUpdate({
      target: signInTries.key,
      set: { tries: sql`${signInTries.tries} + 1` },
      setWhere: lt(signInTries.tries, limit.most),
    })
    .returning({ key: signInTries.key });
  return taken.length > 0;
}

async function waitOf(db: Database, limit: TryLimit): Promise<number> {
  const [row] = await db
    .select({ ms: sql<number>`extract(epoch from ${signInTries.until} - now())::float8 * 1000` })
    .from(signInTries)
    .where(and(eq(signInTries.key, keyOf(limit)), gte(signInTries.tries, limit.most)));
  return Math.max(1, row?.ms ?? 1);
}

function keyOf({ of }: TryLimit): string {
  return digestOf(of);
}
