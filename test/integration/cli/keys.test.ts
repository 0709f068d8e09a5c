import { audit, findKeyOfSecret } from '@branch-sync/db';
import { describe, expect, it } from 'vitest';
import { aDatabase } from '../../harness/database.ts';
import { runCommand } from './run-command.ts';

describe('branch-sync keys', () => {
  it('makes a key that opens, lists it without its secret, and revokes it', async () => {
    const database = await aDatabase();
    const env = { DATABASE_URL: database.url };
    const made = await runCommand(['keys', 'create', '--name', 'till monitor', '--role', 'viewer'], env);
    expect(made.code).toBe(0);
    const secret = made.stdout.trim();
    expect(await findKeyOfSecret(database.db, secret)).toMatchObject({ name: 'till monitor', role: 'viewer', expiresAt: null });
    expect(made.stderr).not.toContain(secret);

    const list = await runCommand(['keys', 'list', '--json'], env);
    expect(list.stdout).not.toContain(secret);
    const [key] = JSON.parse(list.stdout).items;
    expect(key).toMatchObject({ name: 'till monitor', role: 'viewer', revokedAt: null });
    expect((await runCommand(['keys', 'list'], env)).stdout).toMatch(/till monitor\s+│ bs_[0-9a-f]{8} │ viewer\s+│ never used/);

    expect(await runCommand(['keys', 'revoke', key.id], env)).toMatchObject({ code: 0, stdout: 'The key is revoked.\n' });
    expect(await findKeyOfSecret(database.db, secret)).toBeUndefined();
    expect(await runCommand(['keys', 'revoke', key.id], env)).toMatchObject({ code: 1 });
    const acts = (await database.db.select().from(audit)).map(({ actor, action }) => `${actor} ${action}`);
    expect(acts).toEqual(['cli key.create', 'cli key.revoke']);
  });

  it('makes a key with an end', async () => {
    const database = await aDatabase();
    const args = ['keys', 'create', '--name', 'x', '--role', 'admin', '--expires', '2001-01-01T00:00:00Z', '--json'];
    const made = await runCommand(args, { DATABASE_URL: database.url });
    expect(JSON.parse(made.stdout)).toMatchObject({ role: 'admin', expiresAt: '2001-01-01T00:00:00.000Z' });
    expect(await findKeyOfSecret(database.db, JSON.parse(made.stdout).key)).toBeUndefined();
  });

  it('makes a key for some branches and acts, and says which branch is not there', async () => {
    const database = await aDatabase();
    const args = ['keys', 'create', '--name', 'x', '--role', 'operator', '--acts', 'receive, push', '--json'];
    const made = await runCommand(args, { DATABASE_URL: database.url });
    expect(JSON.parse(made.stdout)).toMatchObject({ acts: ['receive', 'push'], branchIds: null });
    const refused = await runCommand([...args, '--branches', 'S01,S02'], { DATABASE_URL: database.url });
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('There is no branch "S01", "S02".')]);
  });

  it.each([
    [['keys', 'create', '--role', 'viewer'], '--name:'],
    [['keys', 'create', '--name', 'x', '--role', 'viewer', '--acts', 'all'], '--acts:'],
    [['keys', 'create', '--name', 'x', '--role', 'king'], '--role:'],
    [['keys', 'create', '--name', 'x', '--role', 'viewer', '--expires', 'soon'], '--expires:'],
    [['keys', 'revoke', 'x'], 'UUID'],
    [['keys', 'revoke'], 'missing required args'],
    [['keys', 'create', '--colour', 'red'], '--colour'],
    [['keys'], 'There is no command'],
  ])('%j is bad usage, and says why', async (args, why) => {
    const { code, stderr } = await runCommand(args, { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
    expect(code).toBe(2);
    expect(stderr).toContain(why);
  });

  it('asks for a database where there is none', async () => {
    const { code, stderr } = await runCommand(['keys', 'list'], { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
    expect(code).toBe(1);
    expect(stderr).toContain('ECONNREFUSED');
    expect(stderr).not.toContain('nobody');
  });
});
