import { type ChildProcess, fork } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Bench } from './bench.ts';
import type { Scope } from './scope.ts';

export interface ProcessSpec {
  /** For people, and for its log's file name. */
  readonly name: string;
  /** The built module that it runs. */
  readonly module: string;
  readonly args?: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

export interface StartedProcess {
  readonly pid: number;
  /** The first line on stdout that `isReady` takes. Rejects when the process ends before, or the benchmark is stopped. */
  untilLine(isReady: (line: string) => boolean): Promise<string>;
  /** Settles as `work` does, but rejects as soon as the process ends by itself. */
  whileAlive<T>(work: Promise<T>): Promise<T>;
}

const tie = new URL('./tied-to-parent.js', import.meta.url).href;
/** A worker lets its running batch finish. */
const graceMs = 15_000;
const logTailLines = 12;

/**
 * Starts one of the project's processes, in a process group of its own (a Ctrl-C is for us, and we stop it in our order).
 * It ends with the scope, and with this process at the latest.
 */
export function startProcess(scope: Scope, { folder }: Bench, { name, module, args = [], env }: ProcessSpec): StartedProcess {
  const logFile = join(folder, `${name}.log`);
  const log = openSync(logFile, 'a');
  const child = fork(module, [...args], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    execArgv: ['--import', tie],
    detached: true,
    stdio: ['ignore', 'pipe', log, 'ipc'],
  });
  closeSync(log);
  let isStopping = false;
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
  const died = exited.then((how) => {
    if (isStopping) return new Promise<never>(() => undefined);
    const tail = [...recentLines, ...readFileSync(logFile, 'utf8').trimEnd().split('\n')].slice(-logTailLines);
    throw new Error([`The ${name} ended by itself (${how}). The end of what it said:`, ...tail].join('\n'));
  });
  // Whoever waits for it hears it; where nobody waits yet, it must not end this process unheard.
  died.catch(() => undefined);
  scope.add(`the ${name}`, async () => {
    isStopping = true;
    await end(child, exited);
  });
  const recentLines: string[] = [];
  const listeners = new Set<(line: string) => void>();
  // Read to its end: a full pipe would stop the process.
  createInterface({ input: child.stdout ?? process.stdin }).on('line', (line) => {
    recentLines.push(line);
    if (recentLines.length > logTailLines) recentLines.shift();
    for (const listener of listeners) listener(line);
  });
  const whileAlive = <T>(work: Promise<T>) => Promise.race([work, died]);
  return {
    pid: child.pid ?? 0,
    whileAlive,
    untilLine: (isReady) =>
      whileAlive(new Promise((resolve) => listeners.add((line) => (isReady(line) ? resolve(line) : undefined)))),
  };
}

async function end(child: ChildProcess, exited: Promise<unknown>): Promise<void> {
  child.kill('SIGTERM');
  const deadline = setTimeout(() => child.kill('SIGKILL'), graceMs);
  await exited;
  clearTimeout(deadline);
}
