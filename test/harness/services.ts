import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrateDatabase } from '@branch-sync/db';
import { findRedis, startEmbeddedPostgres, startRedis } from '@branch-sync/local-services';
import type { TestProject } from 'vitest/node';
import { databaseUrl, onServer } from './database.ts';
import { findChromium } from './find-chromium.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The server that every test makes its own databases on. */
    postgresUrl: string;
    /** A migrated database that those are copies of. */
    templateDatabase: string;
    /** A Redis that tests share, each under its own prefix; null where none could be had. */
    redisUrl: string | null;
    /** The Chromium that browser tests drive; null where none could be had. */
    chromiumPath: string | null;
  }
}

/** Once for the whole run: a Postgres and a Redis, those of the environment or our own; gives what ends them. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'branch-sync-test-'));
  const postgres = await usePostgres(folder);
  const templateDatabase = `template_${randomBytes(6).toString('hex')}`;
  await onServer(postgres.url, (sql) => sql.unsafe(`create database ${templateDatabase}`));
  await migrateDatabase(databaseUrl(postgres.url, templateDatabase));
  const redis = await useRedis();
  project.provide('postgresUrl', postgres.url);
  project.provide('templateDatabase', templateDatabase);
  project.provide('redisUrl', redis.url);
  project.provide('chromiumPath', await findChromium());
  return async () => {
    await redis.stop();
    await onServer(postgres.url, (sql) => sql.unsafe(`drop database if exists ${templateDatabase} with (force)`));
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

async function usePostgres(folder: string): Promise<{ url: string; stop(): Promise<void> }> {
  const given = process.env['DATABASE_URL'];
  if (given) return { url: given, stop: async () => undefined };
  const server = await startEmbeddedPostgres({ folder: join(folder, 'postgres') });
  return { url: server.url('postgres'), stop: () => server.stop() };
}

async function useRedis(): Promise<{ url: string | null; stop(): Promise<void> }> {
  const given = process.env['REDIS_URL'];
  if (given) return { url: given, stop: async () => undefined };
  const found = await findRedis();
  if (found === null) {
    // Both queue stores must be tested where it counts; elsewhere a machine without Redis may still run the rest.
    if (process.env['CI']) throw new Error('No Redis could be had, and CI tests both queue stores.');
    process.stderr.write('\n!! No Redis could be had: everything that needs one is SKIPPED in this run.\n\n');
    return { url: null, stop: async () => undefined };
  }
  const server = await startRedis();
  return { url: server.url, stop: () => server.stop() };
}
