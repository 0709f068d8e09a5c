import { momentsAfter } from './moments.ts';
import type { Rhythm } from './rhythm.ts';

/**
 * The first moment after `after`; null where there is none: no rhythm, or a cron pattern that never meets its window. `phase`: see `phaseOf`.
 */
export function nextDueAt(rhythm: Rhythm, after: Date, phase: number): Date | null {
  const [first] = momentsAfter(rhythm, after.getTime(), phase);
  return first === undefined ? null : new Date(first);
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
