import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Database } from '@branch-sync/db';
import { sql } from 'drizzle-orm';
import type { Bench } from '../bench.ts';
import { inScope } from '../scope.ts';
import { startProcess } from '../started-process.ts';
import { openStores } from '../stores.ts';
import { type DueTimes, makeDueBranches } from './due-branches.ts';
import { takeRuns } from './take-runs.ts';
import type { Tick } from './tick.ts';

/** What a planner did with branches that were due. */
export interface PlannerMeasure {
  /** For each run, how long after its branch was due a worker began with it. */
  readonly lagsMs: readonly number[];
  /** And how long after that moment its row was made; below zero: before. */
  readonly madeLagsMs: readonly number[];
  /** The ticks from the first that made a run to the last. */
  readonly ticks: readonly Tick[];
}

/** A run whose job was lost is found again within a minute and some seconds. */
const patienceSeconds = 100;
/** Long enough for ticks that would make a run twice. */
const afterwardsMs = 3_000;

/**
 * Has a planner process plan branches that are due, by ticks that come through the queue as in production, and a worker take the
 * runs. Throws where not each branch has had exactly one run.
 */
export function measurePlanner(bench: Bench, due: DueTimes): Promise<PlannerMeasure> {
  return inScope(async (scope) => {
    const stores = await openStores(scope, bench);
    const ticks: Tick[] = [];
    const planner = await startProcess(scope, bench, {
      name: 'planner',
      module: fileURLToPath(new URL('./planner-process.js', import.meta.url)),
      env: stores.environment,
      isReady: (line) => line === 'planning',
      onOutput: (line) => {
        if (line.startsWith('{')) ticks.push(JSON.parse(line));
        else bench.tell(`  ${line}`);
      },
    });
    await takeRuns(scope, bench, stores);
    await makeDueBranches(stores.db, due);
    await planner.whileAlive(untilAllBegan(stores.db, due, bench.signal));
    return { ...(await readLags(stores.db, due.count)), ticks: busyTicks(ticks) };
  });
}

async function untilAllBegan(db: Database, { count, inSeconds, spanSeconds }: DueTimes, signal: AbortSignal): Promise<void> {
  const deadline = performance.now() + 1_000 * (inSeconds + spanSeconds + patienceSeconds);
  for (;;) {
    await pause(1_000, undefined, { signal });
    const rows = await db.execute<{ began: number }>(sql`select count(*)::int as began from runs where started_at is not null`);
    const began = rows[0]?.began ?? 0;
    if (began >= count) break;
    if (performance.now() > deadline)
      throw new Error(`Of ${count} runs ${began} have begun, ${patienceSeconds} s after all were due.`);
  }
  await pause(afterwardsMs, undefined, { signal });
}

async function readLags(db: Database, count: number): Promise<Pick<PlannerMeasure, 'lagsMs' | 'madeLagsMs'>> {
  const rows = await db.execute<{ branch_id: string; lag_ms: number; made_lag_ms: number }>(sql`
    select branch_id, extract(epoch from started_at - due_at)::float8 * 1000 as lag_ms, extract(epoch from created_at - due_at)::float8 * 1000 as made_lag_ms
    from runs join bench_due using (branch_id)`);
  const branches = new Set(rows.map(({ branch_id }) => branch_id));
  if (rows.length !== count || branches.size !== count) {
    throw new Error(`${count} branches were due once: ${rows.length} runs were made, for ${branches.size} branches.`);
  }
  return { lagsMs: rows.map(({ lag_ms }) => lag_ms), madeLagsMs: rows.map(({ made_lag_ms }) => made_lag_ms) };
}

function busyTicks(ticks: readonly Tick[]): readonly Tick[] {
  const isBusy = ({ made }: Tick) => made > 0;
  return ticks.slice(ticks.findIndex(isBusy), ticks.findLastIndex(isBusy) + 1);
}
