import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { findRedis } from '@branch-sync/local-services';
import { describe, expect, it, onTestFinished } from 'vitest';
import { until } from '../harness/until.ts';

const program = fileURLToPath(new URL('./dist/soak/src/main.js', import.meta.url));
const queues = ['postgres', ...((await findRedis()) === null ? [] : ['redis'])];
const seeds = [20_261_125, ...(process.env['SOAK_SEED'] ? [Number(process.env['SOAK_SEED'])] : [])];
/** Half a minute of disturbances, and what it takes to come to rest on a machine that does a lot besides. */
const withinMs = 400_000;

/** `npm run soak`, with its output. */
function aSoak(...args: readonly string[]) {
  const child = spawn(process.execPath, [program, ...args], {
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
    });
  }
  const ended = once(child, 'close').then(([code]) => Number(code));
  onTestFinished(async () => {
    child.kill('SIGTERM');
    await ended;
  });
  return { ended, output: () => output, interrupt: () => child.kill('SIGINT') };
}

describe.each(queues)('a soak (queue in %s)', (queue) => {
  it.each(seeds)(
    'holds every promise while all that can be is killed, restarted and cut by chance (seed %i)',
    {
      timeout: withinMs,
    },
    async (seed) => {
      const soak = aSoak('--minutes', '0.5', '--seed', String(seed), '--queue', queue);
      expect(await soak.ended, soak.output()).toBe(0);
      expect(soak.output()).toMatch(new RegExp(`^seed ${seed} `));
      expect(soak.output()).toContain('All promises were held.');
    },
  );
});

it('ends in order when it is interrupted', { timeout: withinMs }, async () => {
  const soak = aSoak('--seed', '1', '--queue', 'postgres');
  await until('all to be up', async () => soak.output().includes('are up'), withinMs);
  soak.interrupt();
  expect(await soak.ended, soak.output()).toBe(1);
  expect(soak.output()).toMatch(/stopped by SIGINT\n$/);
  expect(soak.output()).not.toMatch(/Could not close|WRONG|kept in/);
});
