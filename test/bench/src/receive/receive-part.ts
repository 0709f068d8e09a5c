import type { Bench } from '../bench.ts';
import type { Part } from '../part.ts';
import { canAskProcesses } from '../process-status.ts';
import { timeBareLoads } from './bare-load.ts';
import { runNaiveScript } from './naive-script.ts';
import { type Measured, receiveFigures } from './receive-figures.ts';
import { fullPlan, quickPlan, type ReceivePlan } from './receive-plan.ts';
import { measureReceiveSpeed } from './receive-speed.ts';
import { measureWorkerMemory } from './worker-memory.ts';

export const receivePart: Part = {
  name: 'receive',
  summary: 'orders a second, calls, own time and memory, beside a naive script and the bare load; five to six minutes',
  async measure(bench, { isQuick }) {
    return receiveFigures(await measureAll(bench, isQuick ? quickPlan : fullPlan));
  },
};

async function measureAll(bench: Bench, plan: ReceivePlan): Promise<Measured> {
  const { receiveOrders, naiveOrders, bareLoadOrders, memorySizes } = plan;
  bench.tell(`Receive: ${receiveOrders} orders through queue and worker, at the speed of a real Odoo.`);
  const receive = await measureReceiveSpeed(bench, receiveOrders);
  bench.tell(`The naive way: ${naiveOrders} orders, read and created one by one.`);
  const naive = await runNaiveScript(bench, naiveOrders);
  bench.tell(`The limit: ${bareLoadOrders} orders by bare load calls.`);
  const bareLoadsPerSecond = bareLoadOrders / ((await timeBareLoads(bench, bareLoadOrders)) / 1000);
  if (!canAskProcesses) {
    bench.tell('This system does not tell what a process uses: no figures about memory.');
    return { receive, naive, bareLoadsPerSecond, memory: null };
  }
  bench.tell(`The worker's memory at ${memorySizes.join(', ')} orders, against a stand-in without latency.`);
  return { receive, naive, bareLoadsPerSecond, memory: await measureWorkerMemory(bench, memorySizes) };
}
