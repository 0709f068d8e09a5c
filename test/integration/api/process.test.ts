import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { branches, type Database, runs } from '@branch-sync/db';
import { freePort } from '@branch-sync/local-services';
import { uuidv7 } from 'uuidv7';
import { describe, expect, it, onTestFinished } from 'vitest';
import { aDatabase, databaseUrl } from '../../harness/database.ts';
import { anEventStream } from '../../harness/event-stream.ts';
import { until } from '../../harness/until.ts';

const main = fileURLToPath(new URL('../../../apps/api/dist/main.js', import.meta.url));
const adminKey = 'bs_00000000_an-admin-key-for-this-test';

function startApi(environment: Record<string, string>) {
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env['PATH'] ?? '', ADMIN_API_KEY: adminKey, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  const collect = (chunk: Buffer) => {
    output += chunk.toString('utf8');
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  return { child, exited: once(child, 'exit'), output: () => output };
}

/** A run that goes on for as long as a test does. */
async function aRunningRun(db: Database): Promise<string> {
  const [branchId, id] = [uuidv7(), uuidv7()];
  const odoo = { url: 'http://127.0.0.1:1', database: 'b1', login: 'sync_branch', secretEnvelope: '', defaultCustomerId: 95 };
  await db.insert(branches).values({ id: branchId, code: 'B1', name: 'Shop 1', timezone: 'Europe/Brussels', ...odoo });
  await db.insert(runs).values({ id, branchId, kind: 'receive', trigger: 'manual', status: 'running', attempts: 1 });
  return id;
}

const keys = () => ({ ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}` });

describe('the API as a process', () => {
  it('starts, takes the admin key of its environment, and stops in order', async () => {
    const { url } = await aDatabase();
    const port = await freePort();
    const api = startApi({ ...keys(), DATABASE_URL: url, API_PORT: String(port) });
    await until('the API to answer', async () => {
      return fetch(`http://127.0.0.1:${port}/api/health/live`).then(
        ({ ok }) => ok,
        () => false,
      );
    });
    const ready = await fetch(`http://127.0.0.1:${port}/api/health/ready`, { headers: { authorization: `Bearer ${adminKey}` } });
    expect(await ready.json()).toMatchObject({ status: 'ready' });
    api.child.kill('SIGTERM');
    expect(await api.exited).toEqual([0, null]);
    expect(api.output()).toContain('api stops: requests under way are finished first');
    expect(api.output()).not.toContain(adminKey);
  });

  it('stops at once though a browser has opened connections that it has not used yet', async () => {
    const { url } = await aDatabase();
    const port = await freePort();
    const api = startApi({ ...keys(), DATABASE_URL: url, API_PORT: String(port) });
    await until('the API to listen', async () => api.output().includes('api started'));
    const unused = connect(port, '127.0.0.1');
    onTestFinished(() => void unused.destroy());
    await once(unused, 'connect');
    api.child.kill('SIGTERM');
    // Held up, it would be ended by force, with another code.
    expect(await api.exited).toEqual([0, null]);
  });

  it('stops at once though somebody watches a run, and ends his stream in order', async () => {
    const { url, db } = await aDatabase();
    const runId = await aRunningRun(db);
    const port = await freePort();
    const api = startApi({ ...keys(), DATABASE_URL: url, API_PORT: String(port) });
    await until('the API to listen', async () => api.output().includes('api started'));
    const address = `http://127.0.0.1:${port}/api/runs/${runId}/events`;
    const stream = await anEventStream(address, { authorization: `Bearer ${adminKey}` });
    await stream.until('how the run stands', ({ event }) => event === 'run');
    api.child.kill('SIGTERM');
    // Held up, it would be ended by force, with another code.
    expect(await api.exited).toEqual([0, null]);
    expect(await stream.ended).toBe('in order');
    expect(stream.events.map(({ event }) => event)).toEqual(['run']);
  });

  it.each([
    ['no database', {}, 'DATABASE_URL: is not set'],
    ['no keys', { DATABASE_URL: 'postgres://127.0.0.1:1/x' }, 'ENCRYPTION_KEYS: is not set'],
    ['a database that is away', { DATABASE_URL: 'postgres://127.0.0.1:1/x', ...keys() }, 'ECONNREFUSED'],
  ])('ends with one clear last line for want of %s', async (_, environment, words) => {
    const api = startApi(environment);
    expect(await api.exited).toEqual([1, null]);
    expect(api.output()).toMatch(/^branch-sync api cannot start: /);
    expect(api.output()).toContain(words);
    expect(api.output()).not.toContain('    at ');
  });

  it('says what to do where migrations are missing', async () => {
    const { url } = await aDatabase();
    const api = startApi({ ...keys(), DATABASE_URL: databaseUrl(url, 'postgres') });
    expect(await api.exited).toEqual([1, null]);
    expect(api.output()).toMatch(
      /^branch-sync api cannot start: The database lacks \d+ migration\(s\)\. Run "npx branch-sync migrate" first\.\n$/,
    );
  });
});
