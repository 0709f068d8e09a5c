import { spawn } from 'node:child_process';
import { once } from 'node:events';

const built = new URL('../../dist/index.js', import.meta.url).href;

/** A process that ends in order, as far as the test lets it. */
export interface ShortProcess {
  readonly code: unknown;
  /** What it wrote to stderr. */
  readonly lastWords: string;
}

/**
 * Runs a module in a process of its own, with the build of this package as `lifecycle`, and `ending`: an `Ending` with nothing to do. Once it
 * writes a line to stdout that is the name of a signal, it is sent that signal.
 */
export async function runShortProcess(script: string): Promise<ShortProcess> {
  const source = `
    import * as lifecycle from ${JSON.stringify(built)};
    const log = { info() {}, warn() {}, fatal() {} };
    const nothing = async () => {};
    const ending = { name: 'thing', log, waitsFor: 'jobs', drainMs: 60_000, drain: nothing, close: nothing };
    const never = () => new Promise(() => {});
    const isKeptAlive = setInterval(nothing, 60_000);
    ${script}`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', source], { stdio: ['ignore', 'pipe', 'pipe'] });
  let lastWords = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    lastWords += chunk;
  });
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    for (const signal of chunk.trim().split('\n')) child.kill(signal as NodeJS.Signals);
  });
  const [code] = await once(child, 'close');
  return { code, lastWords };
}
