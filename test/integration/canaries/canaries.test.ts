import type { Role } from '@branch-sync/db';
import { describe, expect, it } from 'vitest';
import { type ApiProcess, adminKey, anApiProcess } from '../../harness/api-process.ts';
import { queueStores } from '../../harness/queue-stores.ts';
import { withQueue } from '../../harness/queued-world.ts';
import { runCommand } from '../cli/run-command.ts';
import { aCanaryWorld } from './a-canary-world.ts';
import { allowedPlaces } from './allowed-places.ts';
import { type PersonalCanary, personalCanaries as person, secretCanaries as secrets, writingsOf } from './canaries.ts';
import { doEverything } from './do-everything.ts';
import { answerExits, type Exits, fillingsOf, jobExits, leastRoles, rowExits } from './exits.ts';

/** Makes a key for each role, as people do. */
async function makeKeys(environment: Record<string, string>): Promise<Record<Role, string>> {
  const make = async (role: Role) =>
    (await runCommand(['keys', 'create', '--name', role, '--role', role], environment)).stdout.trim();
  return { viewer: await make('viewer'), operator: await make('operator'), admin: await make('admin') };
}

/** Signs in as people do, and gives what the cookie holds. */
async function signIn(api: ApiProcess, form: Readonly<Record<string, string>>): Promise<string> {
  const body = new URLSearchParams(form);
  const answer = await fetch(`${api.url}/sign-in`, { method: 'POST', body, redirect: 'manual' });
  const [, token] = /bs_session=([^;]+)/.exec(answer.headers.get('set-cookie') ?? '') ?? [];
  if (token === undefined) throw new Error(`The sign-in was refused: ${answer.status}`);
  return token;
}

function placesOf(exits: Exits, canary: string): string[] {
  const writings = writingsOf(canary);
  return [...exits].filter(([, text]) => writings.some((writing) => text.includes(writing))).map(([place]) => place);
}

const commands = [
  ['doctor'],
  ['doctor', '--json'],
  ['keys', 'list'],
  ['keys', 'list', '--json'],
  ['keys', 'rotate', '--json'],
  ['users', 'list'],
  ['users', 'list', '--json'],
];

describe.each(queueStores())('of all that leaves (queue in $name)', (store) => {
  it('nothing has a secret in it, and what is about people stands where it must and nowhere else', {
    timeout: 180_000,
  }, async () => {
    const canaryWorld = await aCanaryWorld();
    const { world } = canaryWorld;
    const environment = { ...canaryWorld.environment, ...store.environment() };
    const queued = withQueue(world, store, environment);
    const api = await anApiProcess(environment);
    const keys = await makeKeys(environment);
    const localPassword = (await runCommand(['users', 'add', 'chief'], environment)).stdout.trim();
    const anna = { way: 'odoo', login: 'anna' };
    const sessions = {
      sessionOfKey: await signIn(api, { way: 'key', key: keys.viewer }),
      sessionOfPerson: await signIn(api, { ...anna, password: secrets.personPassword }),
      sessionOfLocal: await signIn(api, { way: 'local', login: 'chief', password: localPassword }),
    };
    for (const form of [anna, { way: 'local', login: 'chief' }, { way: 'local', login: secrets.mistypedPassword }]) {
      await expect(signIn(api, { ...form, password: secrets.mistypedPassword })).rejects.toThrow('401');
    }
    const { runs, workerOutput, workerMetrics, webhookSecrets } = await doEverything(canaryWorld, queued, api);

    expect((await api.call('PATCH', '/api/branches/good', { secret: secrets.newPassword })).status).toBe(200);
    const answers = await answerExits(api, keys, await fillingsOf(api, canaryWorld, runs));
    const exits: Exits = new Map([...answers, ...(await rowExits(world)), ...(await jobExits(queued.queues))]);
    for (const args of commands) {
      const { stdout, stderr } = await runCommand(args, environment);
      exits.set(`command ${args.join(' ')}`, `${stdout}${stderr}`);
    }
    expect(workerMetrics).toContain('branch_sync_odoo_call_duration_seconds_count');
    expect(workerOutput).toContain("name: 'sale.order/load'");
    exits.set('metrics of the worker', workerMetrics);
    exits.set('log of the worker', workerOutput);
    exits.set('log of the API', api.output());

    for (const [name, canary] of Object.entries({ ...secrets, ...keys, ...sessions, localPassword, adminKey })) {
      expect(placesOf(exits, canary), name).toEqual([]);
    }
    expect(webhookSecrets).toHaveLength(2);
    for (const canary of webhookSecrets) expect(placesOf(exits, canary), 'a webhook’s secret').toEqual([]);
    for (const name of Object.keys(person) as PersonalCanary[]) {
      expect(leastRoles(placesOf(exits, person[name])).toSorted(), name).toEqual(allowedPlaces[name].toSorted());
    }
    // What was looked through is really there.
    for (const place of ['log of the worker', 'job receive', 'run_lines.text', 'viewer: GET /api/runs/:id/events']) {
      expect(exits.get(place), place).toMatch(/\d orders|imported/);
    }
    expect(exits.get('alert_deliveries.problem')).toMatch(/answered 500.*refused the login|refused the login.*answered 500/s);
    for (const place of ['failures.message', 'failures.technical', 'admin: GET /api/failures']) {
      expect(exits.get(place), place).toContain('you sent');
    }
    expect(exits.get('log of the API')).toContain('sign-in refused');
    expect(exits.get('branches.secret_envelope')).toMatch(/^v1\.canary\./);
    expect(exits.get('command doctor')).toContain('central');
  });
});
