import { randomBytes } from 'node:crypto';
import { branches, createSecretBox } from '@branch-sync/db';
import { generatedBranch } from '@branch-sync/odoo-sim';
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { anApiProcess } from '../harness/api-process.ts';
import { queueStores } from '../harness/queue-stores.ts';
import { withQueue } from '../harness/queued-world.ts';
import { aWorkerProcess } from '../harness/worker-process.ts';
import { aWorld, canarySecret, ledgerOf } from '../harness/world.ts';
import { runCommand } from '../integration/cli/run-command.ts';

const [store] = queueStores();
const otherKey = `k9:${randomBytes(32).toString('base64')}`;

/** A world of two branches, the second's secret sealed with a key that no process is given. */
async function aWorldWithALostKey() {
  const shop = (name: string, seed: number) => generatedBranch({ name, seed, orders: 2, password: canarySecret });
  const world = await aWorld([shop('good', 81), shop('lost', 82)]);
  const [, lost] = world.branches;
  if (store === undefined || lost === undefined) throw new Error('There are two branches, and a store.');
  const sealed = createSecretBox([{ id: 'k-lost', key: randomBytes(32) }]).seal(canarySecret, {
    table: 'branches',
    row: lost.id,
    field: 'secret',
  });
  await world.database.db.update(branches).set({ secretEnvelope: sealed }).where(eq(branches.id, lost.id));
  return { world, lost, queued: withQueue(world, store) };
}

/** The line of a process's output that tells of secrets which do not open. */
function toldOf(output: string): unknown {
  return output
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line))
    .find(({ msg }) => msg === 'some stored secrets do not open');
}

const told = { level: 50, missingKeyIds: [{ id: 'k-lost', neededBy: ['lost'] }], unreadable: [] };

describe('a key that ENCRYPTION_KEYS lacks', () => {
  it('is told by its id and its branches when a worker starts, which works on for the others', async () => {
    const { world, lost, queued } = await aWorldWithALostKey();
    const worker = await queued.startWorker();
    expect(toldOf(worker.output())).toMatchObject(told);
    await queued.finished(await queued.enqueue(world.branches[0]));
    expect(await ledgerOf(world, world.branches[0])).toHaveLength(2);
    await queued.enqueue(lost);
    expect(await queued.failureOf(lost)).toMatchObject({
      code: 'secret.unreadable',
      message: expect.stringContaining('"k-lost"'),
    });
    expect(worker.output()).not.toContain(canarySecret);
  });

  it('is told when the API starts, and by the doctor', async () => {
    const { queued } = await aWorldWithALostKey();
    const api = await anApiProcess(queued.environment);
    expect(toldOf(api.output())).toMatchObject(told);
    expect((await api.call('GET', '/api/branches')).status).toBe(200);
    const { code, stdout } = await runCommand(['doctor', '--json'], queued.environment);
    expect(code).toBe(1);
    expect(JSON.parse(stdout).checks).toContainEqual({
      subject: 'secrets',
      level: 'error',
      code: 'secrets.key_missing',
      message: 'ENCRYPTION_KEYS lacks the key "k-lost", which lost needs.',
      fix: expect.stringContaining('Put the key back'),
    });
  });

  it('keeps a worker and the API from starting where not one secret opens, and they say which and what to do', async () => {
    const { queued } = await aWorldWithALostKey();
    const environment = { ...queued.environment, ENCRYPTION_KEYS: otherKey };
    for (const start of [aWorkerProcess(environment), anApiProcess(environment)]) {
      const refused = await start.then(
        () => 'it started',
        (error: unknown) => String(error),
      );
      expect(refused).toContain('cannot start: Not one stored secret opens with ENCRYPTION_KEYS.');
      expect(refused).toContain(
        'lacks the key "test", which central, good need. ENCRYPTION_KEYS lacks the key "k-lost", which lost needs.',
      );
      expect(refused).toContain('--forget-lost');
    }
    const { stdout } = await runCommand(['doctor'], environment);
    expect(stdout).toContain('lacks the key "test"');
  });

  it('is another under the same id: that keeps them from starting, too', async () => {
    const { queued } = await aWorldWithALostKey();
    const environment = { ...queued.environment, ENCRYPTION_KEYS: `test:${randomBytes(32).toString('base64')}` };
    await expect(aWorkerProcess(environment)).rejects.toThrow('does not open with the key of its id');
  });

  it('is nothing to worry about where there are no secrets yet', async () => {
    const { world, queued } = await aWorldWithALostKey();
    await world.database.sql`update branches set secret_envelope = ''`;
    await world.database.sql`delete from central`;
    const worker = await aWorkerProcess({ ...queued.environment, ENCRYPTION_KEYS: otherKey });
    expect(toldOf(worker.output())).toBeUndefined();
  });
});

it('the doctor tells of secrets that an earlier key still seals', async () => {
  const { world, queued } = await aWorldWithALostKey();
  await world.database.sql`update branches set secret_envelope = '' where code = 'lost'`;
  const environment = { ...queued.environment, ENCRYPTION_KEYS: `${otherKey},${queued.environment['ENCRYPTION_KEYS']}` };
  const doctor = async () => JSON.parse((await runCommand(['doctor', '--json'], environment)).stdout).checks;
  expect(await doctor()).toContainEqual(expect.objectContaining({ code: 'secrets.earlier_key', level: 'warning' }));
  expect((await runCommand(['keys', 'rotate'], environment)).code).toBe(0);
  expect(await doctor()).toContainEqual(expect.objectContaining({ code: 'secrets.open', level: 'ok' }));
});
