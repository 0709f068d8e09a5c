import { readdir, readlink, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import postgres from 'postgres';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createDatabase, dropDatabase } from './databases.ts';
import { type EmbeddedPostgresOptions, startEmbeddedPostgres } from './embedded-postgres.ts';
import { PortTakenError } from './free-port.ts';
import { listens, printedBeforeKill } from './testing/killed-process.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const isRoot = process.getuid?.() === 0;
const waitingTime = { timeout: 15_000, interval: 50 };

async function aPostgres(options: Partial<EmbeddedPostgresOptions> = {}) {
  const folder = options.folder ?? (await temporaryFolder());
  const server = await startEmbeddedPostgres({ ...options, folder });
  onTestFinished(() => server.stop());
  return { ...server, folder, port: Number(new URL(server.url()).port) };
}

async function query<T extends object>(url: string, text: string): Promise<readonly T[]> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    return await sql.unsafe<T[]>(text);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

describe('an embedded Postgres', () => {
  it('answers, makes, copies and drops databases, and leaves nothing behind', async () => {
    const server = await aPostgres();
    await createDatabase(server.url(), 'first');
    await query(server.url('first'), 'create table t as select 42 as answer');
    await createDatabase(server.url(), 'copy', 'first');
    expect(await query(server.url('copy'), 'select answer from t')).toEqual([{ answer: 42 }]);
    await dropDatabase(server.url(), 'copy');
    await dropDatabase(server.url(), 'copy');
    await expect(query(server.url('copy'), 'select 1')).rejects.toThrow(/does not exist/);
    await Promise.all([server.stop(), server.stop()]);
    await server.stop();
    expect(await listens(server.port)).toBe(false);
    expect(await readdir(server.folder)).toEqual([]);
  });

  it('lets nobody in without the password, and listens on loopback alone', async () => {
    const server = await aPostgres();
    const withoutPassword = new URL(server.url());
    withoutPassword.password = 'guess';
    await expect(query(withoutPassword.href, 'select 1')).rejects.toThrow(/password authentication failed/);
    const shown = await query(server.url(), "select current_setting('listen_addresses') as addresses");
    expect(shown).toEqual([{ addresses: '127.0.0.1' }]);
  });

  it('runs several at once, each in its own folder', async () => {
    const [one, other] = await Promise.all([aPostgres(), aPostgres()]);
    expect(one.port).not.toBe(other.port);
    await createDatabase(one.url(), 'mine');
    await expect(query(other.url('mine'), 'select 1')).rejects.toThrow();
  });

  it('keeps what a durable one holds, even when the server itself is killed', async () => {
    const first = await aPostgres({ durable: true });
    await query(first.url(), 'create table kept as select 7 as value');
    process.kill(first.pid, 'SIGKILL');
    const second = await aPostgres({ folder: first.folder, durable: true });
    expect(await query(second.url(), 'select value from kept')).toEqual([{ value: 7 }]);
    expect(second.url().split('@')[0]).toBe(first.url().split('@')[0]);
  });

  it('says so when the port it was given is taken', async () => {
    const { port } = await aPostgres();
    const folder = await temporaryFolder();
    await expect(startEmbeddedPostgres({ folder, port })).rejects.toThrow(PortTakenError);
    expect(await readdir(folder)).toEqual([]);
  });

  it('ends when the process that started it is killed, and the next start finds its folder free', async () => {
    const folder = await temporaryFolder();
    const url = await printedBeforeKill(`
      const server = await services.startEmbeddedPostgres({ folder: ${JSON.stringify(folder)}, durable: true });
      await services.createDatabase(server.url(), 'left');
      console.log(JSON.stringify(server.url()));`);
    const next = await aPostgres({ folder, durable: true });
    expect(await query(next.url('left'), 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(await listens(Number(new URL(String(url)).port))).toBe(next.url() === url);
  });

  it('takes its data along when it was to be thrown away and its process is killed', async () => {
    const folder = await temporaryFolder();
    const url = await printedBeforeKill(`
      const server = await services.startEmbeddedPostgres({ folder: ${JSON.stringify(folder)} });
      console.log(JSON.stringify(server.url()));`);
    await vi.waitFor(async () => expect(await readdir(folder)).toEqual([]), waitingTime);
    expect(await listens(Number(new URL(String(url)).port))).toBe(false);
  });
});

describe.runIf(isRoot)('an embedded Postgres, started by root', () => {
  it('runs as nobody', async () => {
    const server = await aPostgres();
    expect((await stat(join(server.folder, 'cluster', 'data'))).uid).toBe(65_534);
  });

  it('works for a folder that only root can reach, and cleans up', async () => {
    const folder = join(await temporaryFolder({ isClosed: true }), 'postgres');
    const server = await aPostgres({ folder });
    const [row] = await query<{ path: string }>(server.url(), "select current_setting('data_directory') as path");
    expect(row?.path.startsWith(folder)).toBe(false);
    await server.stop();
    await expect(stat(join(row?.path ?? folder, '..'))).rejects.toThrow(/ENOENT/);
  });

  it('finds durable data again that could not stand in the folder, and says where they are', async () => {
    const folder = join(await temporaryFolder({ isClosed: true }), 'postgres');
    const lines: string[] = [];
    const first = await aPostgres({ folder, durable: true, log: (line) => lines.push(line) });
    const elsewhere = await readlink(join(folder, 'elsewhere'));
    onTestFinished(() => rm(elsewhere, { recursive: true, force: true }));
    await createDatabase(first.url(), 'kept');
    await first.stop();
    const second = await aPostgres({ folder, durable: true });
    expect(await query(second.url('kept'), 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(lines.join()).toContain(elsewhere);
    await second.stop();
  });
});
