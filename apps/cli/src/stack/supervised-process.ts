import { type ChildProcess, fork } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { CommandError } from '../command-line/command-error.ts';

export interface ProcessSpec {
  /** For people: `api`, `worker`, `Odoo stand-ins`. */
  readonly name: string;
  /** The built module that it runs. */
  readonly module: string;
  readonly args?: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Its output is appended here. */
  readonly logFile: string;
}

export interface SupervisedProcess {
  readonly name: string;
  readonly pid: number;
  /** The first line that it wrote to stdout. Only where `readsFirstLine` was asked for; never settles else. */
  readonly firstLine: Promise<string>;
  /** Rejects with a `CommandError`, with the last of its log, when it ends without being told to; never resolves. */
  readonly died: Promise<never>;
  /** Ends it: SIGTERM, and SIGKILL where that does not help. Resolves when it is gone. */
  stop(): Promise<void>;
}

const tether = fileURLToPath(new URL('./tether.js', import.meta.url));
/** A worker lets its running batch finish: against the stand-ins that is well under this. */
const graceMs = 15_000;
const logTailLines = 12;

/**
 * Starts a process of the stack. It runs in a process group of its own, so that Ctrl-C reaches only us and the parts are
 * stopped in order, and tied to us (tether.ts), so that it does not outlive us.
 */
export function startProcess(spec: ProcessSpec, options: { readonly readsFirstLine?: boolean } = {}): SupervisedProcess {
  const log = openSync(spec.logFile, 'a');
  const child = fork(tether, [spec.module, ...(spec.args ?? [])], {
    env: spec.env,
    execArgv: [],
    detached: true,
    stdio: ['ignore', options.readsFirstLine ? 'pipe' : log, log, 'ipc'],
  });
  closeSync(log);
  let isStopping = false;
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(`could not be started: ${error.message}`));
    child.once('exit', (code, signal) => resolve(signal === null ? `ended with exit code ${code}` : `was ended by ${signal}`));
  });
  const died = exited.then((how) => {
    if (isStopping) return new Promise<never>(() => undefined);
    throw new CommandError([`The ${spec.name} process ${how}. The end of its log:`, ...tailOf(spec.logFile)].join('\n'));
  });
  // Whoever waits for it hears it; where nobody waits yet, it must not end this process unheard.
  died.catch(() => undefined);

  return {
    name: spec.name,
    pid: child.pid ?? 0,
    firstLine: firstLineOf(child),
    died,
    stop: async () => {
      isStopping = true;
      child.kill('SIGTERM');
      const deadline = setTimeout(() => child.kill('SIGKILL'), graceMs);
      await exited;
      clearTimeout(deadline);
    },
  };
}

function firstLineOf(child: ChildProcess): Promise<string> {
  const { stdout } = child;
  if (stdout === null) return new Promise(() => undefined);
  return new Promise((resolve) => {
    const lines = createInterface({ input: stdout });
    // The stream is read on to its end: a full pipe would stop the process.
    lines.on('line', resolve);
  });
}

function tailOf(file: string): string[] {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  return lines.slice(-logTailLines);
}
