import { setTimeout as pause } from 'node:timers/promises';
import type { Branch, Database } from '@branch-sync/db';
import { momentsBetween, phaseOf } from '@branch-sync/queue';
import { databaseNow, readStarts } from './run-starts.ts';
import { earlyMs, slotLags } from './slot-lags.ts';

/** How branches fared on their schedule. */
export interface Punctuality {
  /** For each slot of each branch, how late it was begun with. */
  readonly lagsMs: readonly number[];
  /** Begun meanwhile: fewer than slots, where some were skipped. */
  readonly runs: number;
}

/** Twice what is good: a slot that has not been begun with by then counts as that late at least. */
const settleMs = 10_000;

/** Looks on for so many seconds while branches are due at the product's own moments, and tells how late they were begun with. */
export async function watchPunctuality(
  db: Database,
  branches: readonly Branch[],
  { everySeconds, seconds, signal }: { readonly everySeconds: number; readonly seconds: number; readonly signal: AbortSignal },
): Promise<Punctuality> {
  const from = await databaseNow(db);
  const to = new Date(from.getTime() + seconds * 1_000);
  await pause(seconds * 1_000 + settleMs, undefined, { signal });
  const startsOf = await readStarts(db, new Date(from.getTime() - earlyMs));
  const until = await databaseNow(db);
  const rhythm = { startsAt: null, everySeconds, cron: null, timezone: 'UTC', window: null };
  const slotsOf = ({ id }: Branch) => momentsBetween(rhythm, from, to, phaseOf(id), seconds);
  const isWithin = (start: Date) => start >= from && start < to;
  return {
    lagsMs: branches.flatMap((branch) => slotLags(slotsOf(branch), startsOf.get(branch.id) ?? [], until)),
    runs: branches.flatMap(({ id }) => startsOf.get(id)?.filter(isWithin) ?? []).length,
  };
}
