import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrateDatabase } from '@branch-sync/db';
import { createDatabase, dropDatabase, startEmbeddedPostgres } from '@branch-sync/local-services';
import type { Scope } from './scope.ts';

/** A Postgres that has room for databases of ours. */
export interface PostgresServer {
  /** In words. */
  readonly source: string;
  /** A migrated database that is dropped with the scope; gives its URL. */
  freshDatabase(scope: Scope): Promise<string>;
}

/**
 * The Postgres of DATABASE_URL, else an embedded one that goes with the scope. The embedded one does not wait for its disk
 * (fsync off): a durable one costs a few milliseconds more for each of the two or three commits of a batch.
 */
export async function openPostgres(scope: Scope, givenUrl: string | undefined): Promise<PostgresServer> {
  if (givenUrl) return { source: 'the Postgres of DATABASE_URL', freshDatabase: (inner) => freshDatabase(inner, givenUrl) };
  const folder = await mkdtemp(join(tmpdir(), 'branch-sync-bench-'));
  scope.add('the folder of Postgres', () => rm(folder, { recursive: true, force: true }));
  const server = await startEmbeddedPostgres({ folder: join(folder, 'postgres') });
  scope.add('Postgres', () => server.stop());
  return {
    source: 'an embedded Postgres that does not wait for its disk',
    freshDatabase: (inner) => freshDatabase(inner, server.url()),
  };
}

async function freshDatabase(scope: Scope, serverUrl: string): Promise<string> {
  const name = `branch_sync_bench_${randomBytes(6).toString('hex')}`;
  await createDatabase(serverUrl, name);
  scope.add('the database', () => dropDatabase(serverUrl, name));
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  await migrateDatabase(url.href);
  return url.href;
}
