import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { freePort } from '@branch-sync/local-services';
import { describe, expect, it, onTestFinished } from 'vitest';
import { aDatabase, databaseUrl } from '../../harness/database.ts';
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
