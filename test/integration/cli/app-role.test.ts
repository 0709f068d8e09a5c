import { randomBytes } from 'node:crypto';
import { runAcceptedSchema } from '@branch-sync/contract';
import { AppRoleError, audit, failures, grantAppRole, pruneOld } from '@branch-sync/db';
import { generatedBranch } from '@branch-sync/odoo-sim';
import { chooseQueueStore, openQueues } from '@branch-sync/queue';
import { eq } from 'drizzle-orm';
import { describe, expect, it, onTestFinished } from 'vitest';
import { anApiProcess } from '../../harness/api-process.ts';
import { aRole, type TestRole } from '../../harness/app-role.ts';
import { aDatabase, type TestDatabase } from '../../harness/database.ts';
import { expectExactlyOnce } from '../../harness/exactly-once.ts';
import { withQueue } from '../../harness/queued-world.ts';
import { until } from '../../harness/until.ts';
import { aWorld, canarySecret } from '../../harness/world.ts';
import { aBranchInput, aCentralInput, anApi, type TestApi } from '../api/an-api.ts';
import { runCommand } from './run-command.ts';

const grant = (database: TestDatabase, role: string, env: Record<string, string> = {}) =>
  runCommand(['migrate', '--app-role', role, '--json'], { DATABASE_URL: database.url, ...env });

/** A role that `migrate --app-role` has given its rights, and where its queue lives. */
async function anAppRole(database: TestDatabase): Promise<TestRole & { prefix: string }> {
  const role = await aRole(database);
  const prefix = `q${randomBytes(6).toString('hex')}`;
  const { code, stderr, stdout } = await grant(database, role.name, { QUEUE_PREFIX: prefix });
  expect(code, stderr).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ queueStore: 'postgres', appRole: role.name });
  return { ...role, prefix };
}

/** The API on a role's connections, its queue too. */
async function anApiAs({ database, prefix }: TestRole & { prefix: string }): Promise<TestApi> {
  const store = chooseQueueStore({ redisUrl: null, databaseUrl: database.url, prefix });
  const queues = openQueues(store, () => undefined);
  onTestFinished(() => queues.close());
  return anApi({ database, db: database.db, queues });
}

describe('branch-sync migrate --app-role', () => {
  it('lets API and worker do all their work under that role, queue and all', async () => {
    const world = await aWorld([generatedBranch({ name: 'b1', seed: 5, orders: 30, password: canarySecret })]);
    const [branch] = world.branches;
    const { database: seen, prefix } = await anAppRole(world.database);
    const { environment, finished } = withQueue(world, { name: 'postgres', environment: () => ({ QUEUE_PREFIX: prefix }) });
    const asRole = { ...environment, DATABASE_URL: seen.url };
    const api = await anApiProcess(asRole);
    const { startWorker } = withQueue(world, { name: 'postgres', environment: () => ({ QUEUE_PREFIX: prefix }) }, asRole);
    const worker = await startWorker();
    expect((await api.call('GET', '/api/health/ready')).status).toBe(200);
    for (const [path, body] of [
      ['receive', {}],
      ['reconcile', { from: '2026-11-01', to: '2026-11-30' }],
      ['push', { models: ['account.tax'], mode: 'all' }],
    ] as const) {
      const accepted = await (await api.call('POST', `/api/branches/b1/${path}`, body)).json();
      const run = await finished({ id: runAcceptedSchema.parse(accepted).runId });
      // The branch's own rights let some taxes not be written: that is told, and no fault of ours.
      expect(['succeeded', 'partial'], `${path}: ${JSON.stringify(run.error)}`).toContain(run.status);
    }
    expect(await world.database.db.$count(failures, eq(failures.code, 'run.internal'))).toBe(0);
    await expectExactlyOnce(world, branch);
    // The planner ticks under it, too: what is due is made, what is old forgotten.
    await world.database.sql`update schedules set every_seconds = 3600, next_due_at = now() where kind = 'receive'`;
    await until('the planner to make a run', async () => {
      const [made] = await world.database.sql`select 1 from runs where trigger = 'schedule' and finished_at is not null`;
      return made !== undefined;
    });
    expect(await pruneOld(seen.db, 90, 100)).toMatchObject({ runs: 0 });
    expect(await worker.stop(), worker.output()).toBe(0);
    expect(worker.output()).not.toContain('permission denied');
  });

  it('lets people do what they do, and the audit has it', async () => {
    const { call, database } = await anApiAs(await anAppRole(await aDatabase()));
    const done = async (...[method, url, body]: [Parameters<TestApi['call']>[0], string, unknown?]) => {
      const answer = await call(method, url, { body });
      expect(answer.statusCode, `${method} ${url} -> ${answer.body}`).toBeLessThan(300);
      return answer;
    };
    await done('PUT', '/api/central', aCentralInput());
    await done('POST', '/api/branches', aBranchInput());
    await done('PATCH', '/api/branches/B1', { name: 'Quay', push: { everySeconds: 600 } });
    await done('PATCH', '/api/branches/B1', { push: null });
    await done('PUT', '/api/branches/B1/links', [{ model: 'account.tax', remoteId: 1, centralId: 5 }]);
    await done('PUT', '/api/branches/B1/salespeople', [{ remoteUserId: 6, centralUserId: 7 }]);
    const { runId } = (await done('POST', '/api/branches/B1/receive', {})).json();
    await done('PUT', '/queues/api/queues/receive/pause');
    await done('POST', `/api/runs/${runId}/cancel`);
    await done('POST', `/api/runs/${runId}/retry`);
    await done('POST', '/api/failures/dismiss', { filter: { branch: 'B1' }, reason: 'None.' });
    const { id } = (await done('POST', '/api/keys', { name: 'k', role: 'viewer' })).json();
    await done('DELETE', `/api/keys/${id}`);
    await done('DELETE', '/api/branches/B1');
    const { items } = (await done('GET', '/api/audit?limit=200')).json();
    expect(items.map(({ action }: { action: string }) => action)).toEqual(
      expect.arrayContaining(['central.set', 'branch.archive', 'queue.pause', 'run.retry', 'failures.dismiss', 'key.revoke']),
    );
    expect((await done('GET', '/api/audit.csv')).body.split('\r\n').length).toBeGreaterThan(items.length);
    expect(await database.db.$count(audit)).toBe(items.length);
  });

  it('leaves that role no way to change the audit, nor what guards it', async () => {
    const owner = await aDatabase();
    const { database, name } = await anAppRole(owner);
    await database.sql`insert into audit (id, actor, action, subject) values (gen_random_uuid(), 'cli', 'test.act', 's')`;
    for (const statement of [
      `update audit set actor = 'nobody'`,
      'delete from audit',
      'truncate audit',
      'truncate audit cascade',
      'select * from audit for update',
      'alter table audit disable trigger all',
      'alter table audit disable trigger audit_rows_stay',
      'drop trigger audit_rows_stay on audit',
      'alter table audit drop column changes',
      'drop table audit',
      'drop schema public cascade',
      'create trigger mine before insert on audit for each row execute function audit_is_append_only()',
      'create rule mine as on insert to audit do instead nothing',
      'create or replace function audit_is_append_only() returns trigger language plpgsql as $$ begin return old; end $$',
      'set session_replication_role = replica',
      `alter role "${name.replaceAll('"', '""')}" superuser`,
      'delete from drizzle.__drizzle_migrations',
      'create table public.mine (id int)',
      'create schema mine',
    ]) {
      await expect(database.sql.unsafe(statement), statement).rejects.toMatchObject({ code: '42501' });
    }
    expect(await owner.sql`select actor from audit where action = 'test.act'`).toEqual([{ actor: 'cli' }]);
  });

  it('may be said again, takes back what was given too much, and holds for tables of later migrations', async () => {
    const owner = await aDatabase();
    const { database, name, prefix } = await anAppRole(owner);
    const quoted = `"${name.replaceAll('"', '""')}"`;
    await owner.sql.unsafe(`grant all on all tables in schema public to ${quoted}`);
    await owner.sql.unsafe(`grant update (actor) on audit to ${quoted}`);
    expect(await mayOf(owner, name)).toContain('UPDATE');
    expect((await grant(owner, name, { QUEUE_PREFIX: prefix })).code).toBe(0);
    expect(await mayOf(owner, name)).toEqual(['INSERT', 'SELECT']);
    await expect(database.sql`update audit set actor = 'nobody'`).rejects.toMatchObject({ code: '42501' });
    await owner.sql`create table later (id bigint generated by default as identity, what text)`;
    await database.sql`insert into later (what) values ('a')`;
    await database.sql`update later set what = 'b'`;
    expect(await database.sql`delete from later returning what`).toEqual([{ what: 'b' }]);
  });

  it.each([
    ['that is not there', async () => 'nobody', 'There is no database role "nobody"'],
    ['that is a superuser', async (db: TestDatabase) => (await aRole(db, 'superuser')).name, 'is a superuser'],
    ['that may make roles', async (db: TestDatabase) => (await aRole(db, 'createrole')).name, 'may make roles'],
    ['that may become the owner', asMemberOfOwner, 'who owns the tables'],
    ['that PUBLIC lets do more', withMoreByPublic, 'may still UPDATE'],
  ])('refuses a role %s, says why, and gives it nothing', async (_, roleOf, why) => {
    const database = await aDatabase();
    const role = await roleOf(database);
    const { code, stdout, stderr } = await grant(database, role, { QUEUE_PREFIX: `q${randomBytes(6).toString('hex')}` });
    expect(code).toBe(1);
    expect(`${stdout}${stderr}`).toContain(why);
    const given = await database.sql`
      select 1 from pg_class where relnamespace = 'public'::regnamespace and relacl::text like ${`%${role.slice(-12)}%`}`;
    expect(given).toEqual([]);
  });

  it('works for an owner who is no superuser, on a database that is careful with PUBLIC', async () => {
    const database = await aDatabase();
    const owner = await aRole(database);
    const { sql } = database;
    const quoted = `"${owner.name.replaceAll('"', '""')}"`;
    const [{ name = '' } = {}] = await sql<{ name: string }[]>`select quote_ident(current_database()) as name`;
    for (const statement of [
      'drop schema drizzle cascade',
      'drop schema public cascade',
      `create schema public authorization ${quoted}`,
      `grant create on database ${name} to ${quoted}`,
      `alter default privileges for role ${quoted} revoke execute on functions from public`,
    ]) {
      await sql.unsafe(statement);
    }
    const app = await aRole(database);
    const prefix = `q${randomBytes(6).toString('hex')}`;
    const { code, stderr } = await grant(owner.database, app.name, { QUEUE_PREFIX: prefix });
    expect(code, stderr).toBe(0);
    const api = await anApiAs({ ...app, prefix });
    await api.call('POST', '/api/branches', { body: aBranchInput() });
    expect((await api.call('POST', '/api/branches/B1/receive', { body: {} })).statusCode).toBe(202);
    expect(await api.deps.queues.byName.receive.getWaitingCount()).toBe(1);
    await expect(app.database.sql`delete from audit`).rejects.toMatchObject({ code: '42501' });
  });

  it('wants a name', async () => {
    const { url } = await aDatabase();
    expect((await runCommand(['migrate', '--app-role', ''], { DATABASE_URL: url })).code).toBe(1);
  });

  it('is for the owner alone', async () => {
    const owner = await aDatabase();
    const { database, prefix } = await anAppRole(owner);
    const other = await aRole(owner);
    const refused = await grantAppRole(database.url, other.name, prefix).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(AppRoleError);
    expect(String(refused)).toContain('Only the owner of the tables');
    expect((await grant(database, other.name, { QUEUE_PREFIX: prefix })).stderr).toContain('lacks the right');
  });
});

/** All tables of a database handed to a role of its own, and another role that is its member without inheriting from it. */
async function asMemberOfOwner(database: TestDatabase): Promise<string> {
  const owner = await aRole(database);
  const member = await aRole(database, 'noinherit');
  const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
  await database.sql.unsafe(`alter table audit owner to ${quoted(owner.name)}`);
  await database.sql.unsafe(`grant ${quoted(owner.name)} to ${quoted(member.name)}`);
  return member.name;
}

async function withMoreByPublic(database: TestDatabase): Promise<string> {
  await database.sql`grant update on audit to public`;
  return (await aRole(database)).name;
}

async function mayOf({ sql }: TestDatabase, role: string): Promise<string[]> {
  const rights = await sql<{ may: string }[]>`
    select privilege_type as may from information_schema.role_table_grants where table_name = 'audit' and grantee = ${role} order by 1`;
  return rights.map(({ may }) => may);
}
