import { createHash } from 'node:crypto';
import { inArray, lt, sql } from 'drizzle-orm';
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
 * Takes a try of each limit, before it is known how it ends, so that many at once are counted too. Gives 0, or for how many milliseconds there is
 * none left; a limit that had one then has lost it.
 */
export async function takeTries(db: Database, limits: readonly TryLimit[]): Promise<number> {
  await db.delete(signInTries).where(lt(signInTries.until, sql`now()`));
  const waits: number[] = [];
  // One after another, in the order that everybody takes them in: nobody waits in a circle.
  for (const { of, most, withinMs } of limits) {
    const [row] = await db
      .insert(signInTries)
      .values({ key: keyOf(of), tries: 1, until: sql`now() + make_interval(secs => ${withinMs / 1000})` })
      .onConflictDoUpdate({ target: signInTries.key, set: { tries: sql`${signInTries.tries} + 1` } })
      .returning({ tries: signInTries.tries, waitMs: sql<number>`extract(epoch from until - now())::float8 * 1000` });
    if (row !== undefined && row.tries > most) waits.push(Math.max(1, row.waitMs));
  }
  return Math.max(0, ...waits);
}

/** Gives back the tries of a sign-in that went well: only those that did not are held against anybody. */
export async function giveTriesBack(db: Database, limits: readonly TryLimit[]): Promise<void> {
  const keys = limits.map(({ of }) => keyOf(of)).sort();
  if (keys.length === 0) return;
  await db
    .update(signInTries)
    .set({ tries: sql`greatest(0, ${signInTries.tries} - 1)` })
    .where(inArray(signInTries.key, keys));
}

function keyOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
