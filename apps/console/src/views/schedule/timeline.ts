import type { Run, TimelineEntry } from '@branch-sync/contract';

/** A schedule of a branch; its moments are milliseconds since 1970, ascending. */
export interface Line extends Omit<TimelineEntry, 'moments' | 'branchCode' | 'branchName'> {
  readonly moments: readonly number[];
}

/** A branch and its schedules. */
export interface TimelineBranch {
  readonly code: string;
  readonly name: string;
  readonly lines: readonly Line[];
}

/** The schedules by branch, in the order they came in. */
export function byBranch(entries: readonly TimelineEntry[]): readonly TimelineBranch[] {
  const branches = new Map<string, { code: string; name: string; lines: Line[] }>();
  for (const { branchCode: code, branchName: name, moments, ...schedule } of entries) {
    const branch = branches.get(code) ?? { code, name, lines: [] };
    branch.lines.push({ ...schedule, moments: moments.map((moment) => Date.parse(moment)) });
    branches.set(code, branch);
  }
  return [...branches.values()];
}

interface Wanted {
  readonly kind?: Run['kind'] | undefined;
  readonly q?: string | undefined;
}

/** Of these branches those that are looked for by code or name, with their schedules of one kind, or of all. */
export function narrowed(branches: readonly TimelineBranch[], { kind, q = '' }: Wanted): readonly TimelineBranch[] {
  const text = q.trim().toLowerCase();
  const found = branches.filter(({ code, name }) => `${code} ${name}`.toLowerCase().includes(text));
  if (kind === undefined) return found;
  return found.map((branch) => ({ ...branch, lines: branch.lines.filter((line) => line.kind === kind) }));
}

/** All moments of the branches, in no order. */
export function momentsOf(branches: readonly TimelineBranch[]): readonly number[] {
  return branches.flatMap(({ lines }) => lines.flatMap(({ moments }) => moments));
}

/** How many moments fall into each of so many slots of the same length. */
export function inSlots(moments: readonly number[], fromMs: number, slotMs: number, count: number): readonly number[] {
  const slots = new Array<number>(count).fill(0);
  for (const moment of moments) {
    const slot = Math.floor((moment - fromMs) / slotMs);
    const known = slots[slot];
    if (known !== undefined) slots[slot] = known + 1;
  }
  return slots;
}

/** The minute in which most begin, and how many; of several the first. Null where none does. */
export function peakOf(moments: readonly number[]): { readonly at: number; readonly count: number } | null {
  const byMinute = new Map<number, number>();
  for (const moment of moments) {
    const minute = Math.floor(moment / 60_000);
    byMinute.set(minute, (byMinute.get(minute) ?? 0) + 1);
  }
  let peak: { at: number; count: number } | null = null;
  for (const [minute, count] of byMinute) {
    const at = minute * 60_000;
    if (peak === null || count > peak.count || (count === peak.count && at < peak.at)) peak = { at, count };
  }
  return peak;
}
