import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { World } from './world.ts';

/** A real worker process, as production starts it. */
export interface WorkerProcess {
  readonly pid: number;
  /** Everything it has printed so far. */
  output(): string;
  /** SIGKILL: no goodbye, no clean-up. Settles when the process is gone. */
  kill(): Promise<void>;
  /** SIGTERM, and the exit code that comes of it. */
  stop(): Promise<number | null>;
  /** Its exit code, once it has ended by itself or was ended; null: a signal did it. */
  readonly exitCode: Promise<number | null>;
}

const main = fileURLToPath(new URL('../../apps/worker/dist/main.js', import.meta.url));

/** The environment that a process of this world is started with: nothing of ours leaks in. */
export function environmentOf(world: World, queueStore: Record<string, string>): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    DATABASE_URL: world.database.url,
    ENCRYPTION_KEYS: `${world.encryptionKey.id}:${Buffer.from(world.encryptionKey.key).toString('base64')}`,
    WORKER_LOCK_MS: '1000',
    ODOO_CALL_TIMEOUT_MS: '5000',
    ...queueStore,
  };
}

/** Starts a worker and waits until it says that it works; it ends with the test at the latest. */
export async function aWorkerProcess(environment: Record<string, string>): Promise<WorkerProcess> {
  const child = spawn(process.execPath, [main], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = once(child, 'exit');
  const exitCode = once(child, 'close').then(([code]) => (typeof code === 'number' ? code : null));
  onTestFinished(() => end(child, exited));
  let output = '';
  const collect = (chunk: Buffer) => {
    output += chunk.toString('utf8');
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', () => output.includes('worker started') && resolve());
    child.once('exit', (code) => reject(new Error(`The worker ended at its start (${code}):\n${output}`)));
  });
  return {
    pid: child.pid ?? 0,
    output: () => output,
    kill: () => end(child, exited),
    exitCode,
    async stop() {
      child.kill('SIGTERM');
      return await exitCode;
    },
  };
}

async function end(child: ChildProcess, exited: Promise<unknown>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await exited;
}
