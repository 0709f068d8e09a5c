import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '@branch-sync/db';
import type { Bench } from '../bench.ts';
import { openProduct } from '../product.ts';
import { inScope } from '../scope.ts';
import { branchOf, startStandIn } from '../stand-in.ts';
import { startWorker } from '../worker.ts';
import type { FairnessPlan } from './fairness-plan.ts';
import { countReceived, readTrouble } from './run-starts.ts';
import { type Punctuality, watchPunctuality } from './watch-punctuality.ts';

/** How the branches that answer fared. */
export interface FairnessMeasure {
  /** While all answered. */
  readonly calm: Punctuality;
  /** While the others hung. */
  readonly strained: Punctuality;
}

/** Enough for first runs to bring something in; later ones find nothing new, as most do. */
const ordersPerBranch = 3;
/** For the first runs of all: an interval, and a good while more. */
const patienceMs = 300_000;

/**
 * One worker as production runs it, and a fleet on a schedule, of which some branches fall silent: they take every call and never answer.
 * Throws where a branch that answers has a run that does not come through.
 */
export function measureFairness(bench: Bench, plan: FairnessPlan): Promise<FairnessMeasure> {
  const { everySeconds, calmSeconds, silentSeconds } = plan;
  const { signal, tell } = bench;
  return inScope(async (scope) => {
    const names = Array.from({ length: plan.branches }, (_, index) => `branch-${index + 1}`);
    const silent = names.slice(0, plan.silent);
    tell(`  a stand-in of ${names.length} branches`);
    const databases = names.map((name, index) => branchOf(name, ordersPerBranch, index + 1));
    const standIn = await startStandIn(scope, bench, databases, 'measured');
    const product = await openProduct(scope, bench, standIn, names, {
      schedule: {
        startsAt: null,
        everySeconds,
        cron: null,
        windowFrom: null,
        windowUntil: null,
        paused: false,
      },
    });
    const answering = [...product.branches.values()].filter(({ code }) => !silent.includes(code));
    const worker = await startWorker(scope, bench, product, plan.environment);
    const watch = (seconds: number) =>
      worker.whileAlive(watchPunctuality(product.db, answering, { everySeconds, seconds, signal }));

    tell('  their first runs');
    await worker.whileAlive(untilReceived(product.db, names.length, signal));
    tell(`  all answer, for ${calmSeconds} s`);
    const calm = await watch(calmSeconds);
    tell(`  ${silent.length} hang, for ${silentSeconds} s`);
    for (const name of silent) await standIn.hang(name);
    const strained = await watch(silentSeconds);

    const trouble = await readTrouble(product.db, new Set(answering.map(({ id }) => id)));
    if (trouble.length > 0) throw new Error(`${trouble.length} runs of branches that answer met trouble: ${trouble[0]}`);
    return { calm, strained };
  });
}

async function untilReceived(db: Database, branches: number, signal: AbortSignal): Promise<void> {
  const deadline = performance.now() + patienceMs;
  for (let received = 0; received < branches; received = await countReceived(db)) {
    if (performance.now() > deadline) throw new Error(`Only ${received} of ${branches} branches had a run that came through.`);
    await pause(500, undefined, { signal });
  }
}
