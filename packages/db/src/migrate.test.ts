import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import postgres from 'postgres';
import { expect, inject, it, onTestFinished } from 'vitest';
import { migrateDatabase, pendingMigrations } from './migrate.ts';

const journal = readFileSync(new URL('../migrations/meta/_journal.json', import.meta.url), 'utf8');
const known = (JSON.parse(journal) as { entries: unknown[] }).entries.length;

/** A database with nothing in it. */
async function anEmptyDatabase(): Promise<string> {
  const name = `migrate_${randomBytes(6).toString('hex')}`;
  const server = postgres(inject('postgresUrl'), { max: 1, onnotice: () => undefined });
  await server`create database ${server(name)}`;
  onTestFinished(async () => {
    await server`drop database ${server(name)} with (force)`;
    await server.end();
  });
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${name}`;
  return url.href;
}

it('brings an empty database up to date, and says what was lacking before and after', async () => {
  const url = await anEmptyDatabase();
  expect(await pendingMigrations(url)).toBe(known);
  expect(await migrateDatabase(url)).toEqual({ applied: known });
  expect(await pendingMigrations(url)).toBe(0);
  expect(await migrateDatabase(url)).toEqual({ applied: 0 });
});

it('takes sixty calls at once: one of them migrates, none of them fails', async () => {
  const url = await anEmptyDatabase();
  const answers = await Promise.all(Array.from({ length: 60 }, () => migrateDatabase(url)));
  expect(answers.map(({ applied }) => applied).sort()).toEqual([...Array<number>(59).fill(0), known]);
});

it('lacks nothing where a newer version has gone further', async () => {
  const url = await anEmptyDatabase();
  await migrateDatabase(url);
  const sql = postgres(url, { max: 1 });
  onTestFinished(() => sql.end());
  await sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('of a later version', 9999999999999)`;
  expect(await pendingMigrations(url)).toBe(0);
});
