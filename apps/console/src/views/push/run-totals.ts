import type { Run } from '@branch-sync/contract';
import { isOver } from '../../live/run.ts';

/** How far several runs are, and what came of them. */
export interface RunTotals {
  readonly runs: number;
  readonly over: number;
  /** Of a preview: those that can be confirmed. */
  readonly succeeded: number;
  readonly seen: number;
  /** Written, or of a preview: would be. */
  readonly written: number;
  /** Not possible, or not now. */
  readonly inTheWay: number;
}

/** Sums up previews: what would be written, and what is in the way. */
export function totalsOfPreviews(ids: readonly string[], known: ReadonlyMap<string, Run>): RunTotals {
  return totals(ids, known, (run) => ({ written: toWrite(run), inTheWay: run.counts.flagged }));
}

/** Sums up pushes: what was written, what could not be, and what was left for later. */
export function totalsOfPushes(ids: readonly string[], known: ReadonlyMap<string, Run>): RunTotals {
  return totals(ids, known, ({ counts: { imported, failed, flagged } }) => ({ written: imported, inTheWay: failed + flagged }));
}

/** How many records a preview found to be written. */
export function toWrite({ counts: { seen, alreadyThere, flagged } }: Pick<Run, 'counts'>): number {
  return seen - alreadyThere - flagged;
}

/** Previews that a push may confirm: they came to their end, and found something to write. */
export function confirmable(ids: readonly string[], known: ReadonlyMap<string, Run>): readonly Run[] {
  return ids.flatMap((id) => known.get(id) ?? []).filter((run) => run.status === 'succeeded' && toWrite(run) > 0);
}

function totals(
  ids: readonly string[],
  known: ReadonlyMap<string, Run>,
  of: (run: Run) => Pick<RunTotals, 'written' | 'inTheWay'>,
): RunTotals {
  const runs = ids.flatMap((id) => known.get(id) ?? []);
  const sum = (count: (run: Run) => number) => runs.reduce((total, run) => total + count(run), 0);
  return {
    runs: ids.length,
    over: runs.filter(isOver).length,
    succeeded: runs.filter(({ status }) => status === 'succeeded').length,
    seen: sum(({ counts }) => counts.seen),
    written: sum((run) => of(run).written),
    inTheWay: sum((run) => of(run).inTheWay),
  };
}
