import { isInsideWindow, nextDueAt, phaseOf, type Rhythm } from '@branch-sync/queue';

/** A receive that was to come after another one, and when it is late. */
export interface NextReceive {
  readonly dueAt: Date;
  readonly lateAt: Date;
}

/** A run may begin a little before its moment: it is planned ahead, and clocks differ. */
const earlyMs = 5_000;

/** How long after its moment a receive is to have come to its end: one period of its rhythm, a minute at least, ten at most. */
const [shortestGraceMs, longestGraceMs] = [60_000, 10 * 60_000];

/**
 * The first receive that is due after the one that began at a moment; null where none ever is. Only moments that the planner would make a run at
 * count: none outside of the daily window, none of a cron that has not come yet.
 */
export function receiveAfter(rhythm: Rhythm, branchId: string, began: Date): NextReceive | null {
  const phase = phaseOf(branchId);
  const dueAt = nextDueAt(rhythm, new Date(began.getTime() + earlyMs), phase);
  if (dueAt === null) return null;
  const following = nextDueAt(rhythm, dueAt, phase);
  const periodMs = following === null ? longestGraceMs : following.getTime() - dueAt.getTime();
  const graceMs = Math.min(Math.max(periodMs, shortestGraceMs), longestGraceMs);
  return { dueAt, lateAt: new Date(dueAt.getTime() + graceMs) };
}

/** Whether a receive is overdue. Outside of its window a branch is closed: what it still owes is nobody's to look after before it opens. */
export function isOverdue({ window, timezone }: Rhythm, { lateAt }: NextReceive, now: Date): boolean {
  return now >= lateAt && (window === null || isInsideWindow(window, timezone, now));
}
