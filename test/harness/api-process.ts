import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { freePort } from '@branch-sync/local-services';
import { onTestFinished } from 'vitest';

/** A real API process, as production starts it. */
export interface ApiProcess {
  readonly url: string;
  /** Everything it has printed so far. */
  output(): string;
  /** Calls it as an administrator; a body is sent as JSON. */
  call(method: 'GET' | 'POST' | 'PATCH', path: string, body?: unknown): Promise<Response>;
  /** SIGTERM, and the exit code that comes of it. */
  stop(): Promise<number | null>;
}

const main = fileURLToPath(new URL('../../apps/api/dist/main.js', import.meta.url));
/** The key that it is called with. */
export const adminKey = 'bs_00000000_an-admin-key-for-this-test';

/** Starts an API and waits until it says that it serves; it ends with the test at the latest. */
export async function anApiProcess(environment: Readonly<Record<string, string>>): Promise<ApiProcess> {
  const port = await freePort();
  const child = spawn(process.execPath, [main], {
    env: { ...environment, ADMIN_API_KEY: adminKey, API_PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  await new Promise<void>((resolve, reject) => {
    const collect = (chunk: Buffer) => {
      output += chunk.toString('utf8');
      if (output.includes('api started')) resolve();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('exit', (code) => reject(new Error(`The API ended at its start (${code}):\n${output}`)));
  });
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    output: () => output,
    call(method, path, body) {
      const json = body === undefined ? {} : { 'content-type': 'application/json' };
      const headers = { authorization: `Bearer ${adminKey}`, ...json };
      return fetch(`${url}${path}`, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
    },
    async stop() {
      child.kill('SIGTERM');
      const [code] = await exited;
      return typeof code === 'number' ? code : null;
    },
  };
}
