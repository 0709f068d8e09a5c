import { setImmediate as nextTurn } from 'node:timers/promises';
import { type BranchStand, type Database, type LastReceives, receiveSchedulesChanged, windowOf } from '@branch-sync/db';
import type { Rhythm } from '@branch-sync/queue';
import { isOverdue, type NextReceive, receiveAfter } from './overdue.ts';

/** A branch, and when the last receive began that looked at all there was. */
export interface KnownBranch {
  readonly stand: BranchStand;
  readonly knownUntil: Date;
}

/** When the last receive of a branch began that looked at all there was; null: none has. */
export function knownUntilOf(stand: BranchStand, receives: ReadonlyMap<string, LastReceives>): Date | null {
  // Of a branch that has failed for so long that the last run that came through is not among the newest, the cursor knows nearly as well.
  return receives.get(stand.id)?.wholeBeganAt ?? stand.cursorAt;
}

/** The branches that may be behind: neither paused, nor never received. */
export function branchesToWatch(stands: readonly BranchStand[], receives: ReadonlyMap<string, LastReceives>): KnownBranch[] {
  return stands.flatMap((stand) => {
    const knownUntil = knownUntilOf(stand, receives);
    return knownUntil === null || stand.receive.paused ? [] : [{ stand, knownUntil }];
  });
}

/** Moments that are reckoned before other calls have their turn: one by cron takes some tenths of a millisecond. */
const reckonedAtOnce = 50;

/** Says which branches are behind, and remembers what it has reckoned: it changes with a branch's next receive. */
export interface BehindWatch {
  /** Since when a receive of these branches is overdue, by the branch's id; those of which none is are left out. */
  behindSince(known: readonly KnownBranch[], now: Date): Promise<Map<string, Date>>;
}

/** Watches what all branches owe, by their schedules; one watch keeps what it has reckoned of one fleet. */
export function createBehindWatch(db: Database): BehindWatch {
  let reckoned = new Map<string, NextReceive | null>();

  async function overdue(
    known: readonly KnownBranch[],
    now: Date,
    keep: Map<string, NextReceive | null>,
  ): Promise<Map<string, Date>> {
    const since = new Map<string, Date>();
    let fresh = 0;
    for (const { stand, knownUntil } of known) {
      const rhythm = rhythmOf(stand);
      const key = `${stand.id} ${knownUntil.getTime()} ${JSON.stringify(rhythm)}`;
      let next = reckoned.get(key);
      if (next === undefined) {
        next = receiveAfter(rhythm, stand.id, knownUntil);
        fresh += 1;
        if (fresh % reckonedAtOnce === 0) await nextTurn();
      }
      keep.set(key, next);
      if (next !== null && isOverdue(rhythm, next, now)) since.set(stand.id, next.dueAt);
    }
    return since;
  }

  return {
    async behindSince(known, now) {
      const keep = new Map<string, NextReceive | null>();
      const since = await overdue(known, now, keep);
      const changed = await withSchedulesOfNow(
        db,
        known.filter(({ stand }) => since.has(stand.id)),
      );
      const still = await overdue(changed, now, keep);
      for (const { stand } of changed) {
        const dueAt = still.get(stand.id);
        if (dueAt === undefined) since.delete(stand.id);
        else since.set(stand.id, dueAt);
      }
      reckoned = keep;
      return since;
    },
  };
}

/** Those whose schedule was changed since: it was planned anew, and what it would have had due before that, had it always been so, was not. */
async function withSchedulesOfNow(db: Database, behind: readonly KnownBranch[]): Promise<KnownBranch[]> {
  const touched = behind.filter(({ stand, knownUntil }) => stand.updatedAt > knownUntil);
  if (touched.length === 0) return [];
  const oldest = new Date(Math.min(...touched.map(({ knownUntil }) => knownUntil.getTime())));
  const ids = touched.map(({ stand }) => stand.id);
  const changedAt = await receiveSchedulesChanged(db, ids, oldest);
  return touched.flatMap(({ stand, knownUntil }) => {
    const at = changedAt.get(stand.id);
    return at !== undefined && at > knownUntil ? [{ stand, knownUntil: at }] : [];
  });
}

function rhythmOf({ receive, timezone }: BranchStand): Rhythm {
  const { startsAt, everySeconds, cron } = receive;
  return { startsAt, everySeconds, cron, timezone, window: windowOf(receive) };
}
