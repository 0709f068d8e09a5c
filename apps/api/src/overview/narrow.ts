import type { BranchState, Overview } from '@branch-sync/contract';
import type { BranchScope } from '@branch-sync/db';
import { hoursTold } from './hours.ts';
import type { BranchEntry, Snapshot } from './snapshot.ts';
import { sumOfSales } from './sums.ts';

const hourMs = 3_600_000;

/** The overview of the branches that whoever asks may see; all sums are of these alone. Central and the workers are everybody's. */
export function narrow({ at, entries: all, firstHour, central, workers }: Snapshot, scope: BranchScope): Overview {
  const within = scope === null ? null : new Set(scope);
  const entries = within === null ? all : all.filter(({ branchId }) => within.has(branchId));
  return {
    at: at.toISOString(),
    branches: entries.map(({ row }) => row),
    totals: {
      states: countStates(entries),
      today: sumOfSales(entries.map(({ row }) => row.today)),
      weekBefore: sumOfSales(entries.map(({ row }) => row.weekBefore)),
      failures: {
        failures: sumOf(entries, ({ row }) => row.openFailures),
        waiting: sumOfSales(entries.map(({ waiting }) => waiting)),
      },
    },
    hours: Array.from({ length: hoursTold }, (_, hour) => ({
      from: new Date(firstHour.getTime() + hour * hourMs).toISOString(),
      imported: sumOf(entries, ({ imported }) => imported[hour] ?? 0),
      failures: sumOf(entries, ({ failures }) => failures[hour] ?? 0),
    })),
    central,
    workers,
    runs: {
      queued: sumOf(entries, ({ runs }) => runs.queued),
      running: sumOf(entries, ({ runs }) => runs.running),
    },
  };
}

function countStates(entries: readonly BranchEntry[]): Overview['totals']['states'] {
  const states: Record<BranchState, number> = { paused: 0, offline: 0, behind: 0, never_run: 0, waiting: 0, healthy: 0 };
  for (const { row } of entries) states[row.state] += 1;
  return states;
}

function sumOf(entries: readonly BranchEntry[], count: (entry: BranchEntry) => number): number {
  return entries.reduce((sum, entry) => sum + count(entry), 0);
}
