import { and, eq, sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { Database } from '../connect.ts';
import { writerSlots } from '../schema/branches.ts';

/** One of the fleet's places for writing to central. */
export interface WriterSlot {
  readonly slot: number;
  readonly holder: string;
}

/**
 * Takes a free place among the first `limit`, for at most `ttlMs` (a holder that died gives it back by that). Undefined
 * where all are taken. Rows are made on first use; SKIP LOCKED lets takers pass each other.
 */
export async function takeWriterSlot(db: Database, limit: number, ttlMs: number): Promise<WriterSlot | undefined> {
  const holder = uuidv7();
  const rows = await db.execute<{ slot: number }>(sql`
    update writer_slots set holder = ${holder}, expires_at = now() + make_interval(secs => ${ttlMs / 1000})
    where slot = (
      select slot from writer_slots where slot < ${limit} and expires_at <= now()
      order by slot limit 1 for update skip locked
    ) returning slot`);
  const slot = rows[0]?.slot;
  if (slot !== undefined) return { slot, holder };
  const made = await db.execute(sql`
    insert into writer_slots (slot) select generate_series(0, ${limit - 1}) on conflict do nothing returning slot`);
  return made.length > 0 ? takeWriterSlot(db, limit, ttlMs) : undefined;
}

/** Gives a place back; nothing happens where its time was out and another has it. */
export async function giveBackWriterSlot(db: Database, held: WriterSlot): Promise<void> {
  await db
    .update(writerSlots)
    .set({ holder: null, expiresAt: sql`now()` })
    .where(and(eq(writerSlots.slot, held.slot), eq(writerSlots.holder, held.holder)));
}
