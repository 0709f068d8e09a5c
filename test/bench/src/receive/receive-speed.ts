import type { Bench } from '../bench.ts';
import { canAskProcesses, cpuMs } from '../process-status.ts';
import { openProduct } from '../product.ts';
import { inScope } from '../scope.ts';
import { branchOf, startStandIn } from '../stand-in.ts';
import { startWorker } from '../worker.ts';
import { type ReceivedOrders, receiveAll } from './receive-run.ts';

/** What bringing orders in through queue and worker took. */
export interface ReceiveSpeed extends ReceivedOrders {
  readonly orders: number;
  /** All that the stand-in was asked, signing in and finding out its version included. */
  readonly calls: number;
  /** Processor time of the worker; null where the system does not tell. */
  readonly workerCpuMs: number | null;
}

/** One branch's orders, one run, one worker that has done nothing before, an Odoo as slow as a real one. */
export function measureReceiveSpeed(bench: Bench, orders: number): Promise<ReceiveSpeed> {
  return inScope(async (scope) => {
    const standIn = await startStandIn(scope, bench, [branchOf('branch', orders)], 'measured');
    const product = await openProduct(scope, bench, standIn, ['branch']);
    const worker = await startWorker(scope, bench, product);
    const cpu = async () => (canAskProcesses ? await cpuMs(worker.pid) : null);
    const cpuBefore = await cpu();
    const received = await worker.whileAlive(receiveAll(product, 'branch', orders, bench.signal));
    const cpuAfter = await cpu();
    const workerCpuMs = cpuBefore === null || cpuAfter === null ? null : cpuAfter - cpuBefore;
    return { ...received, orders, calls: await standIn.countCalls(), workerCpuMs };
  });
}
