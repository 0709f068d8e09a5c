import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@branch-sync/local-services';
import { expect, it, onTestFinished } from 'vitest';
import { aCommand, type CommandProcess, untilGone } from '../../harness/command-process.ts';
import { until } from '../../harness/until.ts';

/** A stack in a folder of its own; what it answers once it runs. */
async function started(folder: string, port: number) {
  const stack = aCommand(['start', '--json', '--folder', folder], { API_PORT: String(port) });
  await until('the stack to run', async () => stack.stdout().trimEnd().endsWith('}') || (await hasEnded(stack)), 60_000);
  return { stack, told: JSON.parse(stack.stdout()) as { apiUrl: string; adminKey: string } };
}

async function hasEnded({ exitCode, stderr }: CommandProcess): Promise<boolean> {
  const code = await Promise.race([exitCode, Promise.resolve('running')]);
  if (code !== 'running') throw new Error(`The stack ended (${code}): ${stderr()}`);
  return false;
}

async function runsOf(told: { apiUrl: string; adminKey: string }) {
  const answer = await fetch(`${told.apiUrl}/api/runs`, { headers: { authorization: `Bearer ${told.adminKey}` } });
  return ((await answer.json()) as { items: { status: string }[] }).items;
}

it('branch-sync start runs everything, refuses a second, survives a kill, and stops in order', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'branch-sync-start-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const port = await freePort();

  const first = await started(folder, port);
  await until('the samples to be received', async () => {
    const runs = await runsOf(first.told);
    return runs.length === 3 && runs.every(({ status }) => status === 'succeeded' || status === 'partial');
  });
  const second = aCommand(['start', '--folder', folder]);
  expect(await second.exitCode).toBe(1);
  expect(second.stderr()).toContain('A stack runs already');

  const parts = await first.stack.descendants();
  first.stack.kill('SIGKILL');
  await untilGone(parts);

  const again = await started(folder, port);
  expect(again.told.adminKey).toBe(first.told.adminKey);
  expect((await runsOf(again.told)).length).toBeGreaterThan(0);
  const itsParts = await again.stack.descendants();
  again.stack.kill('SIGTERM');
  expect(await again.stack.exitCode).toBe(0);
  expect(again.stack.stderr()).toContain('Everything is stopped.');
  await untilGone(itsParts, 5_000);
  await expect(readFile(join(folder, 'running.json'))).rejects.toThrow('ENOENT');
}, 180_000);
