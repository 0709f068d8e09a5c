import { and, eq, sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { Database } from '../connect.ts';
import { writerSlots } from '../schema/branches.ts';

/** One of the fleet's places for writing to central. */
export interface WriterSlot {
  readonly slot: number;
  readonly holder: string;
}

/** After an outage of central its places come back one by one, each this much later than the one before. Seconds. */
const returnSeconds = 10;

/** How many of the places may be taken: one while central's circuit is open, and one more each `returnSeconds` since it closed. */
const placesNow = (limit: number) => sql`
  coalesce((
    select case when open_since is null then 1 + floor(extract(epoch from now() - closed_at) / ${returnSeconds}::int) else 1 end
    from circuits where place = 'central' and (open_since is not null or closed_at > now() - make_interval(secs => ${returnSeconds * limit}))
  ), ${limit}::int)`;

/** How many places the fleet may have: as many as its pace says, within these bounds. */
export interface WriterBounds {
  readonly min: number;
  readonly max: number;
}

/**
 * Two at the least where there may be two: a place whose holder has died is taken until its time is out, and must not hold up the fleet for so long.
 * Before anything was measured there are as many as there may be at the most.
 */
const placesOfPace = ({ min, max }: WriterBounds) =>
  sql`least(${max}::int, greatest(2, ${min}::int, coalesce((select writers from central_pace), ${max}::int)))`;

/**
 * Takes a free place among those that the fleet's pace allows, for at most `ttlMs` (a holder that died gives it back by that). Undefined
 * where all are taken. Rows are made on first use; SKIP LOCKED lets takers pass each other. After an outage of central there are fewer for
 * a while, lest all who waited come at once.
 */
export async function takeWriterSlot(db: Database, bounds: WriterBounds, ttlMs: number): Promise<WriterSlot | undefined> {
  const { max } = bounds;
  const holder = uuidv7();
  const rows = await db.execute<{ slot: number }>(sql`
    update writer_slots set holder = ${holder}, expires_at = now() + make_interval(secs => ${ttlMs / 1000})
    where slot = (
      select slot from writer_slots where slot < least(${placesOfPace(bounds)}, ${placesNow(max)}) and expires_at <= now()
      order by slot limit 1 for update skip locked
    ) returning slot`);
  const slot = rows[0]?.slot;
  if (slot !== undefined) return { slot, holder };
  const made = await db.execute(sql`
    insert into writer_slots (slot) select generate_series(0, ${max - 1}) on conflict do nothing returning slot`);
  return made.length > 0 ? takeWriterSlot(db, bounds, ttlMs) : undefined;
}

/** Gives a place back; nothing happens where its time was out and another has it. */
export async function giveBackWriterSlot(db: Database, held: WriterSlot): Promise<void> {
  await db
    .update(writerSlots)
    .set({ holder: null, expiresAt: sql`now()` })
    .where(and(eq(writerSlots.slot, held.slot), eq(writerSlots.holder, held.holder)));
}
