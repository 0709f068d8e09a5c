import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { until } from './until.ts';

/** A `branch-sync` command as people run it, in a process of its own. */
export interface CommandProcess {
  readonly pid: number;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Its exit code; null where a signal ended it. */
  readonly exitCode: Promise<number | null>;
  kill(signal: NodeJS.Signals): void;
  /** The processes that it started and that run still. */
  descendants(): Promise<number[]>;
}

const command = fileURLToPath(new URL('../../apps/cli/bin/branch-sync.js', import.meta.url));

/** Starts a command with nothing in its environment but what is given; it ends with the test at the latest. */
export function aCommand(args: readonly string[], environment: Readonly<Record<string, string>> = {}): CommandProcess {
  const env = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...environment };
  const child = spawn(process.execPath, [command, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    // Ended in order, so that its own processes go with it.
    child.kill('SIGTERM');
    await once(child, 'exit');
  });
  return {
    pid: child.pid ?? 0,
    stdout: collect(child.stdout),
    stderr: collect(child.stderr),
    exitCode: once(child, 'close').then(([code]) => (typeof code === 'number' ? code : null)),
    kill: (signal) => void child.kill(signal),
    descendants: () => descendantsOf(child.pid ?? 0),
  };
}

function collect(stream: ChildProcess['stdout']): () => string {
  let text = '';
  stream?.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  return () => text;
}

/** Linux tells a process's children, thread by thread. */
async function descendantsOf(pid: number): Promise<number[]> {
  const told = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  const children = told.trim().split(' ').filter(Boolean).map(Number);
  return [...children, ...(await Promise.all(children.map(descendantsOf))).flat()];
}

/** Waits until none of the processes runs any more. */
export async function untilGone(pids: readonly number[], withinMs?: number): Promise<void> {
  await until(`processes ${pids.join(', ')} to be gone`, async () => !pids.some(isRunning), withinMs);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
