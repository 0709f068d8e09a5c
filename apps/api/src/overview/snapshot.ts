import type { Overview, OverviewBranch } from '@branch-sync/contract';
import {
  type BranchHours,
  type BranchStand,
  countStanding,
  countWorkers,
  type Database,
  failuresByHour,
  findCentral,
  findCircuit,
  importedByHour,
  lastReceives,
  listActiveRuns,
  listBranchStands,
  type SalesAsk,
  salesOf,
  waitingSales,
} from '@branch-sync/db';
import { codesOfSeverity } from '@branch-sync/sync';
import { connectionAnswer } from '../answers/connection.ts';
import type { BehindWatch, KnownBranch } from './behind.ts';
import { branchRow, type Sales } from './branch-row.ts';
import { mostUrgentFirst } from './most-urgent-first.ts';
import { type SoldStretches, soldStretches } from './sold-stretches.ts';
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
  /** When the first of the 24 hours begins. */
  readonly firstHour: Date;
  readonly central: Overview['central'];
  readonly workers: Overview['workers'];
}

const hourMs = 3_600_000;
export const hoursTold = 24;

/** Asks the database how everything stands; one question after another, so that other calls have their connections. */
export async function takeSnapshot(db: Database, behind: BehindWatch, at: Date): Promise<Snapshot> {
  const onlyTell = codesOfSeverity('info');
  const firstHour = new Date((Math.floor(at.getTime() / hourMs) - hoursTold + 1) * hourMs);
  const stands = await listBranchStands(db);
  const receives = byBranch(await lastReceives(db));
  const active = byBranch(await listActiveRuns(db));
  const { today, weekBefore } = await readSales(db, stands, at);
  const standing = byBranch(await countStanding(db, onlyTell));
  const waiting = salesByBranch(await waitingSales(db, onlyTell));
  const imported = byBranch(await importedByHour(db, firstHour));
  const failures = byBranch(await failuresByHour(db, firstHour, onlyTell));

  // Of a branch that has failed for so long that the last run that came through is not among the newest, the cursor knows nearly as well.
  const knownUntil = (stand: BranchStand) => receives.get(stand.id)?.wholeBeganAt ?? stand.cursorAt;
  const known = stands.flatMap((stand): KnownBranch[] => {
    const until = knownUntil(stand);
    return until === null || stand.receive.paused ? [] : [{ stand, knownUntil: until }];
  });
  const behindSince = await behind.behindSince(known, at);

  const entries = stands.map((stand): BranchEntry => {
    const { id } = stand;
    const row = branchRow(
      {
        stand,
        last: receives.get(id)?.last ?? null,
        knownUntil: knownUntil(stand),
        behindSince: behindSince.get(id) ?? null,
        active: active.get(id),
        today: today.get(id) ?? noSales,
        weekBefore: weekBefore.get(id) ?? noSales,
        openFailures: standing.get(id)?.failures ?? 0,
      },
      at,
    );
    return {
      branchId: id,
      row,
      waiting: waiting.get(id) ?? noSales,
      runs: active.get(id) ?? { queued: 0, running: 0 },
      imported: imported.get(id)?.byHour ?? {},
      failures: failures.get(id)?.byHour ?? {},
    };
  });
  entries.sort((one, other) => mostUrgentFirst(one.row, other.row));
  return { at, entries, firstHour, central: await readCentral(db), workers: await countWorkers(db) };
}

async function readSales(db: Database, stands: readonly BranchStand[], at: Date) {
  const byZone = new Map<string, SoldStretches>();
  const stretchesOf = (timezone: string) => {
    const known = byZone.get(timezone) ?? soldStretches(timezone, at);
    byZone.set(timezone, known);
    return known;
  };
  const sold = async (which: keyof SoldStretches) => {
    const asked = stands.map(({ id, timezone }): SalesAsk => ({ branchId: id, ...stretchesOf(timezone)[which] }));
    return salesByBranch(await salesOf(db, asked));
  };
  return { today: await sold('today'), weekBefore: await sold('weekBefore') };
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
