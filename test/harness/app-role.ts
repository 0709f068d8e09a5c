import { randomBytes } from 'node:crypto';
import { connectDatabase } from '@branch-sync/db';
import postgres from 'postgres';
import { onTestFinished } from 'vitest';
import type { TestDatabase } from './database.ts';

/** A database role of the test's own, without any rights, and the database as it sees it. */
export interface TestRole {
  readonly name: string;
  readonly database: TestDatabase;
}

/** Makes a role that may sign in; it goes with the test. Its name has all that a name may have. */
export async function aRole(database: TestDatabase, attributes = ''): Promise<TestRole> {
  const { sql: owner } = database;
  const password = randomBytes(8).toString('hex');
  const name = `App "role". ${randomBytes(6).toString('hex')}`;
  const quoted = `"${name.replaceAll('"', '""')}"`;
  await owner.unsafe(`create role ${quoted} login password '${password}' ${attributes}`);
  const url = new URL(database.url);
  url.username = encodeURIComponent(name);
  url.password = password;
  const connection = connectDatabase(url.href, { max: 4, applicationName: 'test as app role' });
  const sql = postgres(url.href, { max: 2, onnotice: () => undefined });
  onTestFinished(async () => {
    await connection.close();
    await sql.end({ timeout: 5 });
    await owner.unsafe(`drop owned by ${quoted} cascade`);
    await owner.unsafe(`drop role ${quoted}`);
  });
  return { name, database: { ...connection, url: url.href, sql } };
}
