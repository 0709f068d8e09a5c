import { execFile } from 'node:child_process';
import { readdir, readFile, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { readConfig } from '@branch-sync/config';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = `${root}docs/deployment/systemd/`;
const units = await readdir(folder);
const run = promisify(execFile);
const hasSystemd = await run('systemd-analyze', ['--version']).then(
  () => true,
  () => false,
);

const settingsOf = async (unit: string) =>
  new Map(
    (await readFile(`${folder}${unit}`, 'utf8'))
      .split('\n')
      .filter((line) => /^\w+=/.test(line))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)] as const),
  );

describe('the systemd units', () => {
  it('are there for every process', () => {
    expect(units.toSorted()).toEqual(['branch-sync-api.service', 'branch-sync-migrate.service', 'branch-sync-worker@.service']);
  });

  it.each(units)('%s starts what there is, as nobody who may do more', async (unit) => {
    const settings = await settingsOf(unit);
    const [node, script = ''] = settings.get('ExecStart')?.split(' ') ?? [];
    expect(node).toBe('/usr/bin/node');
    expect((await stat(`${root}${script}`)).isFile()).toBe(true);
    expect([settings.get('User'), settings.get('EnvironmentFile')]).toEqual(['branch-sync', '/etc/branch-sync/environment']);
  });

  it('give a stopping worker longer than it takes to finish', async () => {
    const { odoo, workerDrainMs } = readConfig({});
    const stop = Number((await settingsOf('branch-sync-worker@.service')).get('TimeoutStopSec')) * 1_000;
    expect(stop).toBeGreaterThan(workerDrainMs);
    expect(workerDrainMs).toBe(2 * odoo.callTimeoutMs);
  });

  it.runIf(hasSystemd).each(units)('%s is as systemd wants it', async (unit) => {
    const { stdout, stderr } = await run('systemd-analyze', ['verify', `${folder}${unit}`]);
    // What is said of the machine's own units is not about ours.
    expect(`${stdout}${stderr}`.split('\n').filter((line) => line.includes('branch-sync'))).toEqual([]);
  });
});
