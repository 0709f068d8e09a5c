import { parseArgs } from 'node:util';
import { timeBareLoads } from './bare-load.ts';
import type { Bench } from './bench.ts';
import { type BenchPlan, fullPlan, quickPlan } from './bench-plan.ts';
import { figureLines, type Measured } from './figures.ts';
import { runNaiveScript } from './naive-script.ts';
import { openPostgres } from './postgres-server.ts';
import { canAskProcesses } from './process-status.ts';
import { measureReceiveSpeed } from './receive-speed.ts';
import { inScope } from './scope.ts';
import { StoppedError, untilStopped } from './stop-signal.ts';
import { measureWorkerMemory } from './worker-memory.ts';

const usage = `npm run bench [-- --quick]

Measures receive against an Odoo stand-in that is as slow as a measured Odoo: five to six minutes.
What goes on is told on stderr, the figures on stdout. DATABASE_URL and REDIS_URL are used where they are set.

  --quick   small numbers, half a minute: shows that it works, its figures say little
`;

const startedAt = performance.now();
/** With the minutes and seconds since the start. */
const tell = (text: string) => {
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  process.stderr.write(`${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}  ${text}\n`);
};

async function measureAll(bench: Bench, plan: BenchPlan): Promise<Measured> {
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

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { quick: { type: 'boolean' }, help: { type: 'boolean' } } });
  if (values.help) {
    process.stdout.write(usage);
    return;
  }
  const measured = await untilStopped((signal) =>
    inScope(async (scope) => {
      const postgres = await openPostgres(scope, process.env['DATABASE_URL']);
      const redisUrl = process.env['REDIS_URL'] || null;
      tell(`The database is ${postgres.source}, the queue lives in ${redisUrl === null ? 'it too' : 'Redis'}.`);
      return measureAll({ postgres, redisUrl, signal, tell }, values.quick ? quickPlan : fullPlan);
    }),
  );
  tell('Done.');
  process.stdout.write(`${figureLines(measured).join('\n')}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof StoppedError ? error.message : error instanceof Error ? error.stack : error}\n`);
  process.exitCode = 1;
});
