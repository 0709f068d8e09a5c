import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { PortTakenError } from './free-port.ts';
import type { ServerUser } from './server-user.ts';
import { watchOver } from './watchdog.ts';

/** A server that runs as our child, and ends with us however we end. */
export interface ServerProcess {
  readonly pid: number;
  /** Waits until `isReady`. Throws `PortTakenError`, or an error with the server's last lines, and has stopped it then. */
  untilReady(isReady: () => Promise<boolean>, withinMs: number): Promise<void>;
  /** Ends it by its signal, and for good after a while. May be called again. */
  stop(): Promise<void>;
}

/** How a server is to be run. */
export interface ServerSpec {
  /** For messages. */
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  /** Variables that it gets besides ours. */
  readonly env?: Readonly<Record<string, string>>;
  readonly user?: ServerUser | null;
  readonly stopSignal: 'TERM' | 'INT';
  /** Folders that go with the server, whichever way it ends. */
  readonly throwAway: readonly string[];
}

const killAfterMs = 10_000;
const askEveryMs = 20;
const keptOutput = 4_000;

/** Starts a server and a watchdog over it. Throws where the program cannot be started. */
export async function startServerProcess(spec: ServerSpec): Promise<ServerProcess> {
  const child = spawn(spec.program, [...spec.args], {
    ...spec.user,
    env: { ...process.env, ...spec.env },
    cwd: '/',
    stdio: ['ignore', 'pipe', 'pipe'],
    // Its own process group: a Ctrl-C at the terminal is for us, and we stop it in our own order.
    detached: true,
  });
  let output = '';
  const collect = (chunk: Buffer) => {
    output = (output + chunk.toString('utf8')).slice(-keptOutput);
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const printedAll = new Promise<void>((resolve) => child.once('close', () => resolve()));
  await once(child, 'spawn');
  const { pid } = child;
  if (pid === undefined) throw new Error(`${spec.name} has no process id.`);
  const watchdog = watchOver({ pid, signal: spec.stopSignal, remove: spec.throwAway });
  void exited.then(() => watchdog.dismiss());
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;

  async function end(): Promise<void> {
    if (hasEnded()) return;
    child.kill(`SIG${spec.stopSignal}`);
    const lastResort = setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    await exited;
    clearTimeout(lastResort);
  }

  return {
    pid,
    async untilReady(isReady, withinMs) {
      const deadline = Date.now() + withinMs;
      while (!(await isReady())) {
        if (!hasEnded() && Date.now() <= deadline) {
          await pause(askEveryMs);
          continue;
        }
        const what = hasEnded() ? 'ended at its start' : `did not start within ${withinMs / 1_000} s`;
        await end();
        await printedAll;
        const message = `${spec.name} ${what}:\n${output.trim()}`;
        throw /address already in use/i.test(output) ? new PortTakenError(message) : new Error(message);
      }
    },
    stop: end,
  };
}
