import { fileURLToPath } from 'node:url';
import type { Bench } from './bench.ts';
import type { Product } from './product.ts';
import type { Scope } from './scope.ts';
import { type StartedProcess, startProcess } from './started-process.ts';

const main = fileURLToPath(new URL('../../../apps/worker/dist/main.js', import.meta.url));

export interface StartedWorker extends StartedProcess {
  /** The longest that its event loop was held up since it started, or since this was last asked. */
  longestLoopDelayMs(): Promise<number>;
}

/** Starts a worker as production does, without any flag of node's, with these settings beside the defaults; it ends with the scope. */
export async function startWorker(
  scope: Scope,
  bench: Bench,
  { environment }: Product,
  settings: Readonly<Record<string, string>> = {},
): Promise<StartedWorker> {
  let probes: string | undefined;
  const worker = await startProcess(scope, bench, {
    name: 'worker',
    module: main,
    env: { ...environment, WORKER_HEALTH_PORT: '0', ...settings },
    isReady: (line) => line.includes('worker started'),
    onOutput: (line) => {
      probes ??= /probes at (http:\/\/[^/]+)\//.exec(line)?.[1];
    },
  });
  return {
    ...worker,
    async longestLoopDelayMs() {
      if (probes === undefined) throw new Error('The worker has not told where its metrics are.');
      const metrics = await (await fetch(`${probes}/metrics`)).text();
      // prom-client begins its histogram of delays anew with each reading.
      const seconds = /^nodejs_eventloop_lag_max_seconds (\S+)$/m.exec(metrics)?.[1];
      if (seconds === undefined) throw new Error('The worker does not tell how long its event loop was held up.');
      return Number(seconds) * 1_000;
    },
  };
}
