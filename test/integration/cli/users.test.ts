import { audit, findLocalPerson, isPasswordOf } from '@branch-sync/db';
import { describe, expect, it } from 'vitest';
import { aDatabase, type TestDatabase } from '../../harness/database.ts';
import { everyStoredText } from '../../harness/stored-texts.ts';
import { runCommand } from './run-command.ts';

async function opens({ db }: TestDatabase, login: string, password: string): Promise<boolean> {
  return isPasswordOf((await findLocalPerson(db, login))?.passwordHash ?? null, password);
}

describe('branch-sync users', () => {
  it('makes an account whose password is shown once and kept nowhere, lists it, and gives it another', async () => {
    const database = await aDatabase();
    const env = { DATABASE_URL: database.url };
    const made = await runCommand(['users', 'add', 'chief'], env);
    expect([made.code, made.stderr]).toEqual([0, expect.stringContaining('It is not shown again.')]);
    const password = made.stdout.trim();
    expect(password).toMatch(/^[\w-]{24}$/);
    expect(await opens(database, 'chief', password)).toBe(true);
    expect(await everyStoredText(database)).not.toContain(password);

    const list = await runCommand(['users', 'list', '--json'], env);
    expect(JSON.parse(list.stdout).items).toMatchObject([{ login: 'chief', source: 'local', role: 'admin' }]);
    expect(list.stdout).not.toContain('argon2');
    expect((await runCommand(['users', 'list'], env)).stdout).toMatch(/chief\s+│ chief\s+│ local account │ admin │ never here/);

    const again = await runCommand(['users', 'password', 'CHIEF'], env);
    expect(await opens(database, 'chief', password)).toBe(false);
    expect(await opens(database, 'chief', again.stdout.trim())).toBe(true);
    const acts = (await database.db.select().from(audit)).map(({ actor, action, subject }) => `${actor} ${action} ${subject}`);
    expect(acts).toEqual(['cli person.create person:chief', 'cli person.password person:chief']);
  });

  it('takes the role that is said, and each login once', async () => {
    const env = { DATABASE_URL: (await aDatabase()).url };
    const made = await runCommand(['users', 'add', 'night', '--role', 'operator', '--json'], env);
    expect(JSON.parse(made.stdout)).toMatchObject({ login: 'night', role: 'operator', password: expect.any(String) });
    const twice = await runCommand(['users', 'add', 'Night'], env);
    expect([twice.code, twice.stderr]).toEqual([1, expect.stringContaining('branch-sync users password Night')]);
  });

  it('shuts an account out and lets it in again', async () => {
    const env = { DATABASE_URL: (await aDatabase()).url };
    await runCommand(['users', 'add', 'chief'], env);
    expect((await runCommand(['users', 'disable', 'chief'], env)).stdout).toContain('may not in any more');
    expect((await runCommand(['users', 'list'], env)).stdout).toContain('shut out');
    expect((await runCommand(['users', 'enable', 'chief'], env)).stdout).toContain('may in again');
    expect((await runCommand(['users', 'list'], env)).stdout).not.toContain('shut out');
  });

  it.each([
    [['users', 'add', 'x', '--role', 'king'], 2, '--role'],
    [['users', 'add', ' '], 2, 'The login cannot be taken'],
    [['users', 'password', 'nobody'], 1, 'There is no local account “nobody”.'],
    [['users', 'disable', 'nobody'], 1, 'users list'],
  ])('%j is refused, and it is said why', async (args, code, why) => {
    const result = await runCommand(args, { DATABASE_URL: (await aDatabase()).url });
    expect([result.code, result.stderr]).toEqual([code, expect.stringContaining(why)]);
  });
});
