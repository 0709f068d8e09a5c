import { type ChildProcess, fork } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { Bench } from './bench.ts';
import type { Scope } from './scope.ts';

export interface ProcessSpec {
  /** For people: `worker`, `Odoo stand-in`. */
  readonly name: string;
  /** The built module that it runs. */
  readonly module: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** The line of stdout that says that it is ready. */
  readonly isReady: (line: string) => boolean;
  /** Hears every line of stdout. */
  readonly onOutput?: (line: string) => void;
}

export interface StartedProcess {
  readonly pid: number;
  /** The line that said that it is ready. */
  readonly readyLine: string;
  /** Settles as `work` does, but rejects as soon as the process ends without being told to, or the benchmark is stopped. */
  whileAlive<T>(work: Promise<T>): Promise<T>;
}

const tie = new URL('./tied-to-parent.js', import.meta.url).href;
/** A worker lets its running batch finish. */
const graceMs = 15_000;
const keptLines = 12;

/**
 * Starts one of the project's processes and waits until it is ready. It has a process group of its own (a Ctrl-C is for us,
 * and we stop it in our order), nothing of our environment but PATH, and ends with the scope, with us at the latest.
 */
export async function startProcess(scope: Scope, { signal }: Bench, spec: ProcessSpec): Promise<StartedProcess> {
  signal.throwIfAborted();
  const { name, module, args = [], env, isReady, onOutput = () => undefined } = spec;
  const child = fork(module, [...args], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    execArgv: ['--import', tie],
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let isStopping = false;
  const lastLines: string[] = [];
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, endedBy) => resolve(endedBy ?? `exit code ${code}`));
  });
  scope.add(`the ${name}`, async () => {
    isStopping = true;
    await end(child, ended);
  });
  const died = ended.then((how) => {
    if (isStopping) return new Promise<never>(() => undefined);
    throw new Error([`The ${name} ended by itself (${how}). The end of what it said:`, ...lastLines].join('\n'));
  });
  // Whoever waits for it hears it; where nobody waits yet, it must not end this process unheard.
  died.catch(() => undefined);

  const ready = new Promise<string>((resolve) => {
    // Both streams are read to their ends: a full pipe would stop the process.
    for (const stream of [child.stdout, child.stderr]) {
      onLine(stream, (line) => {
        lastLines.push(line);
        if (lastLines.length > keptLines) lastLines.shift();
        if (stream !== child.stdout) return;
        onOutput(line);
        if (isReady(line)) resolve(line);
      });
    }
  });
  const stopped = rejectionOf(signal);
  const whileAlive = <T>(work: Promise<T>) => Promise.race([work, died, stopped]);
  return { pid: child.pid ?? 0, readyLine: await whileAlive(ready), whileAlive };
}

function rejectionOf(signal: AbortSignal): Promise<never> {
  const rejection = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  rejection.catch(() => undefined);
  return rejection;
}

function onLine(stream: Readable | null, hear: (line: string) => void): void {
  if (stream !== null) createInterface({ input: stream }).on('line', hear);
}

async function end(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  child.kill('SIGTERM');
  const lastResort = setTimeout(() => child.kill('SIGKILL'), graceMs);
  await ended;
  clearTimeout(lastResort);
}
