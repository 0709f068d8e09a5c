import { randomBytes } from 'node:crypto';
import {
  alertChannelSecretPlace,
  archiveBranch,
  audit,
  branches,
  central,
  centralSecretPlace,
  cliActor,
  createAlertChannel,
  createSecretBox,
  type EncryptionKey,
  examineSecrets,
  findAlertChannel,
  findBranch,
  newAlertChannelId,
  putCentral,
  rotateSecrets,
  updateBranch,
} from '@branch-sync/db';
import { generatedBranch } from '@branch-sync/odoo-sim';
import { eq, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { environmentOf } from '../harness/worker-process.ts';
import { aWorld, canarySecret, ledgerOf, type TestBranch, type World } from '../harness/world.ts';
import { runCommand } from './cli/run-command.ts';

const newKey: EncryptionKey = { id: 'k2', key: randomBytes(32) };
const inEnvironment = (keys: readonly EncryptionKey[]) =>
  keys.map(({ id, key }) => `${id}:${Buffer.from(key).toString('base64')}`).join(',');

/** A world of branches whose secrets are sealed with the key `test`, and what opens those of both keys. */
async function aRotatingWorld(count = 2) {
  const odoos = Array.from({ length: count }, (_, at) =>
    generatedBranch({ name: `b${at + 1}`, seed: 70 + at, orders: 3, password: canarySecret }),
  );
  const [first = generatedBranch({ name: 'b1', seed: 70, orders: 3, password: canarySecret }), ...others] = odoos;
  const world = await aWorld([first, ...others]);
  const keys = [newKey, world.encryptionKey] as const;
  const rotate = (args: readonly string[] = [], given: readonly EncryptionKey[] = keys) =>
    runCommand(['keys', 'rotate', '--json', ...args], { ...environmentOf(world, {}), ENCRYPTION_KEYS: inEnvironment(given) });
  return { world, box: createSecretBox(keys), keys, rotate };
}

const rowOf = async ({ database }: World, { id }: TestBranch) => {
  const [row] = await database.db.select().from(branches).where(eq(branches.id, id));
  if (row === undefined) throw new Error('There is no such branch.');
  return row;
};

const entriesOf = async ({ database }: World) =>
  (await database.db.select().from(audit).where(eq(audit.subject, 'secrets')).orderBy(audit.id)).map(
    ({ actor, action, detail }) => ({
      actor,
      action,
      detail,
    }),
  );

describe('branch-sync keys rotate', () => {
  it('seals the secrets of webhooks, too', async () => {
    const { world, box, rotate } = await aRotatingWorld(1);
    const { db } = world.database;
    const id = newAlertChannelId();
    const place = alertChannelSecretPlace(id);
    const secretEnvelope = createSecretBox([world.encryptionKey]).seal('whsec_c2VjcmV0', place);
    const about = { kind: 'webhook', name: 'pager', url: 'https://hooks.example', recipients: null } as const;
    await createAlertChannel(db, cliActor, { id, ...about, secretEnvelope });
    expect((await rotate()).code).toBe(0);
    const channel = await findAlertChannel(db, id);
    expect(box.keyIdOf(channel?.secretEnvelope ?? '')).toBe('k2');
    expect(box.open(channel?.secretEnvelope ?? '', place)).toBe('whsec_c2VjcmV0');
  });

  it('seals every secret with the first key, touches nothing else, and says which key may go; then it does go', async () => {
    const { world, box, rotate } = await aRotatingWorld(3);
    const [branch, , archived] = world.branches;
    await world.receive(branch);
    const before = await rowOf(world, branch);
    await archiveBranch(world.database.db, cliActor, 'b3');
    const left = box.seal(canarySecret, { table: 'branches', row: archived?.id ?? '', field: 'secret' });
    const old = createSecretBox([world.encryptionKey]).seal(canarySecret, {
      table: 'branches',
      row: archived?.id ?? '',
      field: 'secret',
    });
    expect(box.keyIdOf(left)).toBe('k2');
    await world.database.db
      .update(branches)
      .set({ secretEnvelope: old })
      .where(eq(branches.id, archived?.id ?? ''));

    const { code, stdout, stderr } = await rotate();
    expect([code, JSON.parse(stdout)]).toEqual([
      0,
      { keyId: 'k2', rotated: 4, current: 0, left: [], unusedKeyIds: ['test'], forgotten: [] },
    ]);
    const { secretEnvelope, ...after } = await rowOf(world, branch);
    expect({ ...after, secretEnvelope: before.secretEnvelope }).toEqual(before);
    expect(after.factsAt).not.toBeNull();
    expect(secretEnvelope).toMatch(/^v1\.k2\./);
    expect(await entriesOf(world)).toEqual([
      { actor: 'cli', action: 'secrets.rotate', detail: { count: 4, from: ['test'], to: 'k2' } },
    ]);

    const again = await rotate();
    expect(JSON.parse(again.stdout)).toMatchObject({ rotated: 0, current: 4, left: [] });
    expect(await entriesOf(world)).toHaveLength(1);

    const onlyNew = await rotate([], [newKey]);
    expect([onlyNew.code, JSON.parse(onlyNew.stdout)]).toMatchObject([0, { current: 4, unusedKeyIds: [] }]);
    const deps = { secretBox: createSecretBox([newKey]) };
    const { run } = await world.receive(world.branches[1] ?? branch, { deps });
    expect(run.status).toBe('succeeded');
    expect(await ledgerOf(world, world.branches[1] ?? branch)).toHaveLength(3);
    expect(`${stdout}${stderr}${again.stdout}`).not.toMatch(/v1\.|canary/);
  });

  it('leaves a secret as somebody has set it meanwhile, and seals that one as well where it is of an earlier key', async () => {
    const { world, box } = await aRotatingWorld(25);
    const { db } = world.database;
    const old = createSecretBox([world.encryptionKey]);
    const place = (id: string) => ({ table: 'branches', row: id, field: 'secret' });
    const rows = (await db.select().from(branches)).toSorted((one, other) => (one.id < other.id ? -1 : 1));
    const [ofOld, ofNew] = [rows.at(-1), rows.at(-2)];
    if (ofOld === undefined || ofNew === undefined) throw new Error('There are 25 branches.');
    let steps = 0;
    // Both are in the second step: what was seen of them is not true any more when it comes.
    const rotation = await rotateSecrets(db, box, cliActor, async () => {
      if (steps++ > 0) return;
      for (const [row, by, secret] of [
        [ofOld, old, 'set by the old'],
        [ofNew, box, 'set by the new'],
      ] as const) {
        const columns = { secretEnvelope: by.seal(secret, place(row.id)) };
        await updateBranch(db, cliActor, row.code, () => ({ columns, receive: null, fields: ['secret'] }));
      }
    });
    expect(rotation).toMatchObject({ rotated: 25, current: 0, left: [] });
    const opened = async (code: string) => {
      const branch = (await findBranch(db, code))?.branch;
      return [branch?.secretEnvelope.split('.')[1], box.open(branch?.secretEnvelope ?? '', place(branch?.id ?? ''))];
    };
    expect(await opened(ofOld.code)).toEqual(['k2', 'set by the old']);
    expect(await opened(ofNew.code)).toEqual(['k2', 'set by the new']);
  });

  it('waits for a change that is under way, and does not undo it', async () => {
    const { world, box, keys } = await aRotatingWorld(1);
    const { db, sql: sqlOf } = world.database;
    const changed = createSecretBox(keys).seal('changed', centralSecretPlace);
    const held = await sqlOf.reserve();
    await held`begin`;
    await held`update central set secret_envelope = ${changed}`;
    const rotation = rotateSecrets(db, box, cliActor);
    await expect.poll(() => waitingFor(world), { timeout: 20_000 }).toBe(1);
    await held`commit`;
    held.release();
    expect(await rotation).toMatchObject({ rotated: 1, left: [] });
    const [row] = await db.select().from(central);
    expect(box.open(row?.secretEnvelope ?? '', centralSecretPlace)).toBe('changed');
  });

  it('can be cut short, has told what it did, and goes on the next time', async () => {
    const { world, box } = await aRotatingWorld(25);
    const { db } = world.database;
    const cut = rotateSecrets(db, box, cliActor, () => {
      throw new Error('cut short');
    });
    await expect(cut).rejects.toThrow('cut short');
    const states = (await examineSecrets(db, box)).map(({ state }) => state);
    expect(states.filter((state) => state === 'current')).toHaveLength(20);
    expect(states.filter((state) => state === 'earlier')).toHaveLength(6);
    expect(await rotateSecrets(db, box, cliActor)).toMatchObject({ rotated: 6, current: 20, left: [], unusedKeyIds: ['test'] });
    expect((await entriesOf(world)).map(({ detail }) => detail['count'])).toEqual([20, 6]);
  });

  it('may be run twice at once', async () => {
    const { world, box } = await aRotatingWorld(25);
    const { db } = world.database;
    const both = await Promise.all([rotateSecrets(db, box, cliActor), rotateSecrets(db, box, cliActor)]);
    expect(both.map(({ rotated }) => rotated).reduce((sum, one) => sum + one)).toBe(26);
    expect(both.flatMap(({ left }) => left)).toEqual([]);
  });

  it('tells what it must leave by branch and key id, and ends with 1; until it is told to forget what is lost', async () => {
    const { world, box, rotate } = await aRotatingWorld(3);
    const { db } = world.database;
    const [b1, b2] = world.branches;
    const lost = createSecretBox([{ id: 'lost', key: randomBytes(32) }]);
    await db
      .update(branches)
      .set({ secretEnvelope: lost.seal(canarySecret, { table: 'branches', row: b1.id, field: 'secret' }) })
      .where(eq(branches.id, b1.id));
    const [ofCentral] = await db.select().from(central);
    await db
      .update(branches)
      .set({ secretEnvelope: ofCentral?.secretEnvelope ?? '' })
      .where(eq(branches.id, b2?.id ?? ''));

    const { code, stdout } = await rotate();
    expect([code, JSON.parse(stdout)]).toMatchObject([1, { rotated: 2, unusedKeyIds: [] }]);
    expect(
      JSON.parse(stdout).left.toSorted((one: { owner: string }, other: { owner: string }) => (one.owner < other.owner ? -1 : 1)),
    ).toEqual([
      { owner: 'b1', keyId: 'lost', state: 'key_missing' },
      { owner: 'b2', keyId: 'test', state: 'unreadable' },
    ]);

    const forgotten = await rotate(['--forget-lost']);
    expect(forgotten.code).toBe(0);
    expect(JSON.parse(forgotten.stdout)).toMatchObject({ rotated: 0, left: [], unusedKeyIds: ['test'] });
    expect(JSON.parse(forgotten.stdout).forgotten.toSorted()).toEqual(['b1', 'b2']);
    expect((await entriesOf(world)).at(-1)).toMatchObject({ action: 'secrets.forget' });
    const { end } = await world.receive(b1, { deps: { secretBox: box } });
    expect(end).toMatchObject({ kind: 'failed', description: { code: 'secret.unreadable' } });
    const people = await runCommand(['keys', 'rotate'], {
      ...environmentOf(world, {}),
      ENCRYPTION_KEYS: inEnvironment([newKey]),
    });
    expect(people.stdout).toContain('Sealed anew with the key "k2": 0 secrets; so before: 2.');
  });

  it('asks for keys where there are none', async () => {
    const { code, stderr } = await runCommand(['keys', 'rotate'], { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
    expect(code).toBe(1);
    expect(stderr).toContain('ENCRYPTION_KEYS');
  });

  it('leaves central’s secret as it is set meanwhile', async () => {
    const { world, box } = await aRotatingWorld(1);
    const { db } = world.database;
    await rotateSecrets(db, box, cliActor, async () => {
      const secretEnvelope = createSecretBox([world.encryptionKey]).seal('of the old', centralSecretPlace);
      await putCentral(db, cliActor, { url: 'http://x', database: 'x', login: 'x', transport: 'auto', secretEnvelope });
    });
    const [row] = await db.select().from(central);
    expect(box.open(row?.secretEnvelope ?? '', centralSecretPlace)).toBe('of the old');
  });
});

async function waitingFor({ database }: World): Promise<number> {
  const found = await database.db.execute<{ count: number }>(sql`
    select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);
  return found[0]?.count ?? 0;
}
