import type { OdooConnection } from '@branch-sync/odoo';
import type { Bench } from '../bench.ts';
import { canAskProcesses, cpuMs } from '../process-status.ts';
import { openProduct } from '../product.ts';
import { inScope } from '../scope.ts';
import { branchOf, startStandIn } from '../stand-in.ts';
import { startWorker } from '../worker.ts';
import { type PinnedPace, pinned } from './pinned-pace.ts';
import { type ReceivedOrders, receiveAll } from './receive-run.ts';

/** What bringing orders in through queue and worker took. */
export interface ReceiveSpeed extends ReceivedOrders {
  readonly orders: number;
  /** All that the stand-in was asked, signing in and finding out its version included. */
  readonly calls: number;
  /** Processor time of the worker; null where the system does not tell. */
  readonly workerCpuMs: number | null;
  /** The longest that the worker's event loop was held up. */
  readonly loopHeldUpMs: number;
}

/** How the product is set up; left out: as a fresh installation is, by XML-RPC. */
export interface ReceiveWay {
  readonly pace?: PinnedPace;
  readonly transport?: OdooConnection['transport'];
}

/** One branch's orders, one run, one worker that has done nothing before, an Odoo as slow as a real one. */
export function measureReceiveSpeed(bench: Bench, orders: number, { pace, transport }: ReceiveWay = {}): Promise<ReceiveSpeed> {
  return inScope(async (scope) => {
    const standIn = await startStandIn(scope, bench, [branchOf('branch', orders)], 'measured');
    const product = await openProduct(scope, bench, standIn, ['branch'], transport === undefined ? {} : { transport });
    const worker = await startWorker(scope, bench, product, pace === undefined ? {} : pinned(pace));
    const cpu = async () => (canAskProcesses ? await cpuMs(worker.pid) : null);
    const cpuBefore = await cpu();
    const received = await worker.whileAlive(receiveAll(product, 'branch', orders, bench.signal));
    const cpuAfter = await cpu();
    const workerCpuMs = cpuBefore === null || cpuAfter === null ? null : cpuAfter - cpuBefore;
    const loopHeldUpMs = await worker.longestLoopDelayMs();
    return { ...received, orders, calls: await standIn.countCalls(), workerCpuMs, loopHeldUpMs };
  });
}
