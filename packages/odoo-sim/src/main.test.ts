import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterEach, expect, it } from 'vitest';
import type { Credentials } from './fleet.ts';

// Spawned from the build: scripts/ready.mjs makes it before the tests.
const ENTRY = new URL('../dist/main.js', import.meta.url).pathname;
let running: ChildProcess | null = null;
afterEach(() => {
  running?.kill('SIGKILL');
  running = null;
});

it('serves a configured fleet, says where, and ends on SIGTERM', async () => {
  const branches = [{ recorded: 2 }, { generated: { name: 'branch9', seed: 9, orders: 5 } }];
  running = spawn(process.execPath, [ENTRY, '--config', JSON.stringify({ branches })], { stdio: ['ignore', 'pipe', 'inherit'] });
  const { stdout } = running;
  if (!stdout) throw new Error('no standard output');
  const [line] = await once(createInterface({ input: stdout }), 'line');
  const ready = JSON.parse(String(line)) as { url: string; databases: Credentials[] };
  expect(ready.databases.map((database) => [database.name, database.login])).toEqual([
    ['central', 'sync_central'],
    ['branch2', 'sync_branch'],
    ['branch9', 'sync_branch'],
  ]);

  const response = await fetch(`${ready.url}/json/2/pos.order/search_count`, {
    method: 'POST',
    headers: { authorization: `bearer ${ready.databases[2]?.apiKey}`, 'x-odoo-database': 'branch9' },
    body: JSON.stringify({ domain: [['state', '=', 'paid']] }),
  });
  expect(await response.json()).toBe(5);

  running.kill('SIGTERM');
  expect(await once(running, 'exit')).toEqual([0, null]);
});
