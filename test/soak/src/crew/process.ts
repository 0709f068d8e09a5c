import { type ChildProcess, fork } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';

export interface ProcessSpec {
  /** The built module that it runs. */
  readonly module: string;
  /** All that it has of an environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** What the line says that tells that it is ready. */
  readonly readyWords: string;
  /** Everything it says is added to this file. */
  readonly logFile: string;
}

/** A process of the product. */
export interface RunningProcess {
  readonly pid: number;
  /** Settles once it is ready; never where it ends before. */
  readonly ready: Promise<void>;
  /** How it ended: `exit code 1`, `SIGKILL`. */
  readonly ended: Promise<string>;
  lastLines(): string;
  signal(name: NodeJS.Signals): void;
}

const tie = new URL('../../../bench/src/tied-to-parent.js', import.meta.url).href;
const keptLines = 12;
const keptOfLine = 400;

/** Starts a process. It has a process group of its own (a Ctrl-C is for us), and ends with us at the latest. */
export function startProcess({ module, environment, readyWords, logFile }: ProcessSpec): RunningProcess {
  const child = fork(module, [], {
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    execArgv: ['--import', tie],
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const log = createWriteStream(logFile, { flags: 'a' });
  const lines: string[] = [];
  const ready = new Promise<void>((resolve) => {
    onLine(child, (line) => {
      log.write(`${line}\n`);
      lines.push(line.slice(0, keptOfLine));
      if (lines.length > keptLines) lines.shift();
      if (line.includes(readyWords)) resolve();
    });
  });
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, endedBy) => log.end(() => resolve(endedBy ?? `exit code ${code}`)));
  });
  return {
    pid: child.pid ?? 0,
    ready,
    ended,
    lastLines: () => lines.join('\n'),
    signal: (name) => void child.kill(name),
  };
}

/** Both streams are read to their ends: a full pipe would stop the process. */
function onLine({ stdout, stderr }: ChildProcess, hear: (line: string) => void): void {
  for (const stream of [stdout, stderr]) {
    if (stream !== null) createInterface({ input: stream }).on('line', hear);
  }
}
