import type { Bench } from '../bench.ts';
import { openProduct } from '../product.ts';
import { inScope } from '../scope.ts';
import { branchOf, startStandIn } from '../stand-in.ts';
import { startWorker } from '../worker.ts';
import type { MemorySizes } from './receive-plan.ts';
import { receiveAll } from './receive-run.ts';
import { sampleMemory } from './sample-memory.ts';

/** A worker's resident memory while it worked on branches of a certain size. */
export interface MemoryAtSize {
  readonly orders: number;
  readonly averageMb: number;
  readonly peakMb: number;
}

/** The memory at each size, and how fast the largest one went. */
export interface WorkerMemory {
  readonly bySize: readonly MemoryAtSize[];
  readonly ordersPerSecond: number;
}

/**
 * One worker, as production runs it, against a stand-in that answers as fast as it can: the hardest case for the garbage
 * collector. The memory of a node process is a saw's blade (V8 lets garbage pile up to several times what lives before it
 * collects, some ten seconds here), and its first teeth are smaller: so one look, or the peaks of a short and a long time,
 * would compare chance. Hence
 *
 * - a warm-up of the middle size, which is not looked at;
 * - for each size the same amount of work is looked at, that of the middle size: ten runs of 1,000 orders, one run of
 *   10,000, and the last 10,000 orders of a run of 50,000, when whatever it keeps of the others would be there;
 * - the average decides on growth; the peak is told as well.
 */
export function measureWorkerMemory(bench: Bench, [small, middle, large]: MemorySizes): Promise<WorkerMemory> {
  const smallNames = Array.from({ length: middle / small }, (_, index) => `small-${index + 1}`);
  const sizes = new Map([
    ['warm-up', middle],
    ...smallNames.map((name) => [name, small] as const),
    ['middle', middle],
    ['large', large],
  ]);
  return inScope(async (scope) => {
    const branches = [...sizes].map(([name, orders], index) => branchOf(name, orders, index + 1));
    const standIn = await startStandIn(scope, bench, branches, 'none');
    const product = await openProduct(scope, bench, standIn, [...sizes.keys()]);
    const worker = await startWorker(scope, bench, product);
    const receive = async (names: readonly string[]) => {
      const samples = sampleMemory(worker.pid);
      let wallMs = 0;
      for (const name of names) {
        const received = await worker.whileAlive(receiveAll(product, name, sizes.get(name) ?? 0, bench.signal));
        wallMs += received.wallMs;
      }
      return { samples: await samples.stop(), wallMs };
    };

    bench.tell(`  warm-up: ${middle} orders`);
    await receive(['warm-up']);
    bench.tell(`  ${smallNames.length} runs of ${small} orders, one of ${middle}, one of ${large}`);
    const atSmall = await receive(smallNames);
    const atMiddle = await receive(['middle']);
    const atLarge = await receive(['large']);
    const lastOfLarge = atLarge.samples.slice(Math.floor(atLarge.samples.length * (1 - middle / large)));
    return {
      bySize: [summary(small, atSmall.samples), summary(middle, atMiddle.samples), summary(large, lastOfLarge)],
      ordersPerSecond: large / (atLarge.wallMs / 1000),
    };
  });
}

function summary(orders: number, samples: readonly number[]): MemoryAtSize {
  const sum = samples.reduce((total, sample) => total + sample, 0);
  return { orders, averageMb: sum / samples.length, peakMb: Math.max(...samples) };
}
