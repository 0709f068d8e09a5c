import { fileURLToPath } from 'node:url';
import type { Bench } from './bench.ts';
import type { Product } from './product.ts';
import type { Scope } from './scope.ts';
import { type StartedProcess, startProcess } from './started-process.ts';

const main = fileURLToPath(new URL('../../../apps/worker/dist/main.js', import.meta.url));

/** Starts a worker as production does, without any flag of node's, with these settings beside the defaults; it ends with the scope. */
export function startWorker(
  scope: Scope,
  bench: Bench,
  { environment }: Product,
  settings: Readonly<Record<string, string>> = {},
): Promise<StartedProcess> {
  return startProcess(scope, bench, {
    name: 'worker',
    module: main,
    env: { ...environment, ...settings },
    isReady: (line) => line.includes('worker started'),
  });
}
