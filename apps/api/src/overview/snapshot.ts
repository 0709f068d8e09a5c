import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Overview, OverviewBranch } from '@branch-sync/contract';
import {
  type BranchHours,
  countStanding,
  countWorkers,
  type Database,
  findCentral,
  findCircuit,
  lastReceives,
  listActiveRuns,
  listBranchStands,
  waitingSales,
} from '@branch-sync/db';
import { branchesToWatch, codesOfSeverity, createBehindWatch, knownUntilOf } from '@branch-sync/sync';
import { connectionAnswer } from '../answers/connection.ts';
import { branchRow, type Sales } from './branch-row.ts';
import { createHours } from './hours.ts';
import { mostUrgentFirst } from './most-urgent-first.ts';
import { createSold } from './sold.ts';
import { noSales, salesByBranch } from './sums.ts';

/** A branch, and what of it is told in sums only. */
export interface BranchEntry {
  readonly branchId: string;
  readonly row: OverviewBranch;
  /** The orders that wait for a cure. */
  readonly waiting: Sales;
  readonly runs: { readonly queued: number; readonly running: number };
  readonly imported: BranchHours['byHour'];
  readonly failures: BranchHours['byHour'];
}

/** How everything stood at a moment, before it is narrowed to anybody. */
export interface Snapshot {
  readonly at: Date;
  /** Those that need somebody first. */
  readonly entries: readonly BranchEntry[];
  /** When the first of the hours begins. */
  readonly firstHour: Date;
  readonly central: Overview['central'];
  readonly workers: Overview['workers'];
}

/** Asks the database how everything stands; one question after another, so that other calls have their connections. */
export function createSnapshots(db: Database, now: () => Date): (at: Date) => Promise<Snapshot> {
  const behind = createBehindWatch(db);
  const sold = createSold(db, now);
  const lastHours = createHours(db, now);
  const onlyTell = codesOfSeverity('info');

  return async (at) => {
    const stands = await listBranchStands(db);
    const receives = byBranch(await lastReceives(db));
    const active = byBranch(await listActiveRuns(db));
    const today = await sold.today(stands);
    const weekBefore = await sold.weekBefore(stands);
    const standing = byBranch(await countStanding(db, onlyTell));
    const waiting = salesByBranch(await waitingSales(db, onlyTell));
    const hours = await lastHours();

    const behindSince = await behind.behindSince(branchesToWatch(stands, receives), at);

    const entries: BranchEntry[] = [];
    for (const stand of stands) {
      const { id } = stand;
      const facts = {
        stand,
        last: receives.get(id)?.last ?? null,
        knownUntil: knownUntilOf(stand, receives),
        behindSince: behindSince.get(id) ?? null,
        active: active.get(id),
        today: today.get(id) ?? noSales,
        weekBefore: weekBefore.get(id) ?? noSales,
        openFailures: standing.get(id)?.failures ?? 0,
      };
      entries.push({
        branchId: id,
        row: branchRow(facts, at),
        waiting: waiting.get(id) ?? noSales,
        runs: active.get(id) ?? { queued: 0, running: 0 },
        imported: hours.imported.get(id) ?? {},
        failures: hours.failures.get(id) ?? {},
      });
      // Of ten thousand branches that takes a while: other calls go between.
      if (entries.length % 500 === 0) await nextTurn();
    }
    entries.sort((one, other) => mostUrgentFirst(one.row, other.row));
    return { at, entries, firstHour: hours.from, central: await readCentral(db), workers: await countWorkers(db) };
  };
}

async function readCentral(db: Database): Promise<Overview['central']> {
  const central = await findCentral(db);
  if (central === undefined) return null;
  const { circuit, lastContact } = connectionAnswer(central, (await findCircuit(db, 'central')) ?? null);
  return { circuit, version: lastContact?.version ?? null, lastContactAt: lastContact?.at ?? null };
}

function byBranch<Row extends { readonly branchId: string }>(rows: readonly Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [row.branchId, row]));
}
