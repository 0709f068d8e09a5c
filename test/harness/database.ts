import { randomBytes } from 'node:crypto';
import { connectDatabase, type DatabaseConnection } from '@branch-sync/db';
import postgres from 'postgres';
import { inject, onTestFinished } from 'vitest';

/** A database of a test's own, migrated. */
export interface TestDatabase extends DatabaseConnection {
  readonly url: string;
  /** For what a test looks up or puts right by hand. Times are texts, as Postgres writes them. */
  readonly sql: postgres.Sql;
}

const asTheyAre = { serialize: (text: unknown) => text, parse: (text: unknown) => text };
const types = { json: { to: 3802, from: [], ...asTheyAre }, moment: { to: 1184, from: [1082, 1083, 1114, 1184], ...asTheyAre } };

/** A server, and a migrated database on it to make copies of. */
export interface DatabaseServer {
  readonly url: string;
  readonly templateDatabase: string;
}

const sharedServer = (): DatabaseServer => ({ url: inject('postgresUrl'), templateDatabase: inject('templateDatabase') });

/** Makes a database from the migrated template of a server, and drops it when the test is over. */
export async function aDatabase(server: DatabaseServer = sharedServer()): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  const { url: serverUrl, templateDatabase } = server;
  await onServer(serverUrl, (sql) => sql.unsafe(`create database ${name} template ${templateDatabase}`));
  const url = databaseUrl(serverUrl, name);
  const connection = connectDatabase(url, { max: 4, applicationName: 'test' });
  const sql = postgres(url, { max: 4, onnotice: () => undefined, types });
  onTestFinished(async () => {
    await connection.close();
    await sql.end({ timeout: 5 });
    await onServer(serverUrl, (maintenance) => maintenance.unsafe(`drop database if exists ${name} with (force)`));
  });
  return { ...connection, url, sql };
}

/** The URL of another database on the same server. */
export function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** Runs statements on the server's maintenance connection. */
export async function onServer<T>(serverUrl: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(serverUrl, { max: 1, onnotice: () => undefined });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
