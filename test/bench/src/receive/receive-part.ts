import type { Bench } from '../bench.ts';
import type { Part } from '../part.ts';
import { canAskProcesses } from '../process-status.ts';
import { timeBareLoads } from './bare-load.ts';
import { runNaiveScript } from './naive-script.ts';
import { alone, type PinnedPace, two } from './pinned-pace.ts';
import { type BesideTheLimit, type Measured, receiveFigures } from './receive-figures.ts';
import { fullPlan, quickPlan, type ReceivePlan } from './receive-plan.ts';
import { measureReceiveSpeed } from './receive-speed.ts';
import { measureWorkerMemory } from './worker-memory.ts';

export const receivePart: Part = {
  name: 'receive',
  summary:
    'orders a second, calls, own time and memory, beside a naive script and the bare load, on both wires; a quarter of an hour',
  async measure(bench, { isQuick }) {
    return receiveFigures(await measureAll(bench, isQuick ? quickPlan : fullPlan));
  },
};

async function measureAll(bench: Bench, plan: ReceivePlan): Promise<Measured> {
  const { receiveOrders, naiveOrders, memorySizes } = plan;
  bench.tell(`Receive: ${receiveOrders} orders through queue and worker, at the speed of a real Odoo.`);
  const receive = await measureReceiveSpeed(bench, receiveOrders);
  bench.tell(`The naive way: ${naiveOrders} orders, read and created one by one.`);
  const naive = await runNaiveScript(bench, naiveOrders);
  const measured = {
    receive,
    naive,
    one: await besideTheLimit(bench, plan.limitOrders, alone),
    two: await besideTheLimit(bench, plan.limitOrders, two),
    json2: await measureJson2(bench, plan.limitOrders),
  };
  if (!canAskProcesses) {
    bench.tell('This system does not tell what a process uses: no figures about memory.');
    return { ...measured, memory: null };
  }
  bench.tell(`The worker's memory at ${memorySizes.join(', ')} orders, against a stand-in without latency.`);
  return { ...measured, memory: await measureWorkerMemory(bench, memorySizes) };
}

/** The same orders through queue and worker, and by the bare `load` alone: as many at once, batches as large. */
async function besideTheLimit(bench: Bench, orders: number, pace: PinnedPace): Promise<BesideTheLimit> {
  bench.tell(`The limit: ${orders} orders by bare load calls, ${pace.writers} at once.`);
  const limitMs = await timeBareLoads(bench, orders, pace);
  bench.tell(`The same through queue and worker.`);
  return { limitMs, receive: await measureReceiveSpeed(bench, orders, { pace }) };
}

async function measureJson2(bench: Bench, orders: number) {
  bench.tell(`The same by JSON-2, one at once.`);
  return measureReceiveSpeed(bench, orders, { pace: alone, transport: 'json2' });
}
