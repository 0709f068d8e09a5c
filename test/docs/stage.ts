import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@branch-sync/local-services';
import { fleetOf, startOdooSim } from '@branch-sync/odoo-sim';
import { inject } from 'vitest';
import { databaseUrl, onServer } from '../harness/database.ts';
import { projectFolder } from './pages.ts';
import { openShell, type Shell } from './shell.ts';

/** What a reader has who follows the pages: a clone, an empty database, two Odoos, a terminal. */
export interface Stage {
  readonly shell: Shell;
  /** Lines in place of those that only a reader can fill in, by their name. */
  readonly instead: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** Nothing of the clone's own data, and no settings of whoever runs the tests. */
const leftOut = new Set(['.git', '.local', '.env', 'coverage']);

/** Sets a stage up: nothing of it is in the clone or on a known port, and all of it goes when it is closed. */
export async function openStage(): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'branch-sync-docs-'));
  for (const name of await readdir(projectFolder)) {
    if (!leftOut.has(name)) await symlink(join(projectFolder, name), join(folder, name));
  }
  const [server, name] = [inject('postgresUrl'), `docs_${randomBytes(6).toString('hex')}`];
  await onServer(server, (sql) => sql.unsafe(`create database ${name}`));
  // Some products of central are not in the shop yet: there is something to push.
  const password = 'a-secret-of-the-pages';
  const { databases } = fleetOf({ password, catalogue: 12, branches: [{ recorded: 1, name: 'shop1' }] });
  const sim = await startOdooSim({ databases });
  const shell = await openShell(folder, {
    PATH: process.env['PATH'] ?? '',
    HOME: folder,
    LANG: 'C.UTF-8',
    // What is not in the clone is not fetched from anywhere.
    npm_config_offline: 'true',
    npm_config_update_notifier: 'false',
  });
  return {
    shell,
    instead: {
      addresses: addresses(databaseUrl(server, name), inject('redisUrl'), await freePort(), await freePort()),
      odoo: odooAddresses(sim.url, password),
    },
    async close() {
      await shell.close();
      await sim.close();
      await onServer(server, (sql) => sql.unsafe(`drop database if exists ${name} with (force)`));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function addresses(database: string, redis: string | null, apiPort: number, healthPort: number): string {
  const lines = [
    `DATABASE_URL='${database}'`,
    ...(redis === null ? [] : [`REDIS_URL='${redis}'`]),
    `QUEUE_PREFIX=docs${randomBytes(6).toString('hex')}`,
    `API_PORT=${apiPort}`,
    `PUBLIC_URL=http://127.0.0.1:${apiPort}`,
    `WORKER_HEALTH_PORT=${healthPort}`,
  ];
  return `cat >> .env <<'END'\n${lines.join('\n')}\nEND`;
}

function odooAddresses(url: string, secret: string): string {
  return [
    `export CENTRAL_URL='${url}' CENTRAL_DATABASE=central CENTRAL_LOGIN=sync_central CENTRAL_SECRET='${secret}'`,
    `export BRANCH_URL='${url}' BRANCH_DATABASE=shop1 BRANCH_LOGIN=sync_branch BRANCH_SECRET='${secret}'`,
  ].join('\n');
}
