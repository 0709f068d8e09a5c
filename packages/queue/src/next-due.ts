import { Cron } from 'croner';

/** When jobs of a kind are due: every so many seconds, or by cron in a zone; neither: by hand only. */
export interface Rhythm {
  /** Not due before; where there is a rhythm in seconds, its first moment. */
  readonly startsAt: Date | null;
  readonly everySeconds: number | null;
  /** Five fields. */
  readonly cron: string | null;
  /** IANA zone that cron is read in. */
  readonly timezone: string;
}

/**
 * The first moment after `after`; null where there is none. A rhythm in seconds counts from its start; without one from
 * the epoch, shifted by `phase` (0 to 1) of the interval, so that many branches of one rhythm are many moments. Cron follows the zone's
 * clock through summer time: a moment that a spring day leaves out comes right after the gap, one that an autumn day has twice comes once.
 */
export function nextDueAt({ startsAt, everySeconds, cron, timezone }: Rhythm, after: Date, phase: number): Date | null {
  if (everySeconds !== null) return nextInterval(startsAt, everySeconds * 1000, after.getTime(), phase);
  if (cron === null) return null;
  const from = startsAt !== null && startsAt > after ? new Date(startsAt.getTime() - 1) : after;
  return new Cron(cron, { timezone, mode: '5-part', paused: true }).nextRun(from);
}

function nextInterval(startsAt: Date | null, everyMs: number, afterMs: number, phase: number): Date {
  const originMs = startsAt?.getTime() ?? Math.floor(phase * everyMs);
  if (afterMs < originMs) return new Date(originMs);
  const passed = Math.floor((afterMs - originMs) / everyMs);
  return new Date(originMs + (passed + 1) * everyMs);
}

/** A branch's place in every interval, from 0 to 1: the same at any time on any machine, and even over many branches. */
export function phaseOf(branchId: string): number {
  // FNV-1a, 32 bits, with a last mix: near ids must not be near each other.
  let hash = 0x811c9dc5;
  for (const character of branchId) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
