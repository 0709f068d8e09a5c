import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';

const built = new URL('../../dist/index.js', import.meta.url).href;

/**
 * Runs a module in a process of its own, with the build of this package as `services`, until it has printed a line of JSON;
 * then kills it with SIGKILL. Gives what it printed.
 */
export async function printedBeforeKill(script: string): Promise<unknown> {
  const source = `import * as services from ${JSON.stringify(built)};\n${script}`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', source], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  try {
    const line = await new Promise<string>((resolve, reject) => {
      createInterface(child.stdout).once('line', resolve);
      child.once('exit', (code) => reject(new Error(`The process ended with ${code} before it printed anything.`)));
    });
    return JSON.parse(line);
  } finally {
    child.kill('SIGKILL');
    await exited;
  }
}

/** Whether anybody listens on a port of loopback. */
export function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
