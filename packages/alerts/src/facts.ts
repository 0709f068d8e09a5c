import {
  type AlertRule,
  type BranchStand,
  type Circuit,
  type Database,
  type DifferingDay,
  differingDays,
  findCircuit,
  type LargeCause,
  largeCauses,
  lastReceives,
  listBranchStands,
  type WorkerSign,
  workerSigns,
} from '@branch-sync/db';
import { addDays, type BehindWatch, branchesToWatch, localDayOf } from '@branch-sync/sync';

/** All that rules are held against, as it is at a moment. */
export interface AlertFacts {
  readonly at: Date;
  /** Those that are not archived, by id. */
  readonly branches: ReadonlyMap<string, BranchStand>;
  /** Since when a receive is overdue, by the branch's id: what the overview calls behind. */
  readonly behindSince: ReadonlyMap<string, Date>;
  /** Null: nothing was ever asked of it. */
  readonly central: Pick<Circuit, 'openSince' | 'closedAt'> | null;
  readonly workers: readonly WorkerSign[];
  readonly differingDays: readonly DifferingDay[];
  /** By the rule that asks for them. */
  readonly largeCauses: ReadonlyMap<string, readonly LargeCause[]>;
  /** The channels that hear of central's outages. */
  readonly channelsOfCentral: ReadonlySet<string>;
  /** Whether any rule looks after central. */
  readonly isCentralWatched: boolean;
}

/** Asks the database for what these rules need, one question after another: other work has its connections. */
export async function readAlertFacts(
  db: Database,
  watch: BehindWatch,
  rules: readonly AlertRule[],
  at: Date,
): Promise<AlertFacts> {
  const of = (kind: AlertRule['kind']) => rules.filter((rule) => rule.kind === kind);
  const stands = await listBranchStands(db);
  const ofCentral = of('central_down');
  return {
    at,
    branches: new Map(stands.map((stand) => [stand.id, stand])),
    behindSince: of('branch_behind').length + ofCentral.length > 0 ? await behindNow(db, watch, stands, at) : new Map(),
    central: (await findCircuit(db, 'central')) ?? null,
    workers: of('worker_gone').length > 0 ? await workerSigns(db) : [],
    differingDays: await daysFor(db, of('reconciliation_differs'), at),
    largeCauses: await causesFor(db, of('failure_group')),
    channelsOfCentral: new Set(ofCentral.flatMap(({ channelIds }) => channelIds)),
    isCentralWatched: ofCentral.length > 0,
  };
}

async function behindNow(db: Database, watch: BehindWatch, stands: readonly BranchStand[], at: Date): Promise<Map<string, Date>> {
  const receives = new Map((await lastReceives(db)).map((row) => [row.branchId, row]));
  return watch.behindSince(branchesToWatch(stands, receives), at);
}

async function daysFor(db: Database, rules: readonly AlertRule[], at: Date): Promise<DifferingDay[]> {
  if (rules.length === 0) return [];
  const longest = Math.max(...rules.map(({ days }) => days ?? 0));
  // The earliest day that any branch's calendar may call so many days ago.
  return differingDays(db, addDays(localDayOf(at, 'UTC'), -longest - 1));
}

async function causesFor(db: Database, rules: readonly AlertRule[]): Promise<Map<string, LargeCause[]>> {
  const causes = new Map<string, LargeCause[]>();
  for (const rule of rules) causes.set(rule.id, await largeCauses(db, rule, rule.branchIds));
  return causes;
}
