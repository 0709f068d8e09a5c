import { randomBytes } from 'node:crypto';
import { createDatabase, dropDatabase, startEmbeddedPostgres } from '@branch-sync/local-services';
import type { Cleanup } from './cleanup.ts';

/** A database for a stack. */
export interface StackDatabase {
  readonly url: string;
  /** Where it comes from, in words. */
  readonly source: string;
  /** It lives on the embedded server: what we made there we may empty. */
  readonly isOurs: boolean;
}

const keptName = 'branch_sync';

/** The database of `start`: the given one, else one on an embedded Postgres whose data stay in `folder`. */
export async function keptDatabase(givenUrl: string | undefined, folder: string, cleanup: Cleanup): Promise<StackDatabase> {
  if (givenUrl) return { url: givenUrl, source: 'the Postgres of DATABASE_URL', isOurs: false };
  const server = await startEmbeddedPostgres({ folder, durable: true });
  cleanup.add('Postgres', () => server.stop());
  await createDatabaseOnce(server.url(), keptName);
  return { url: server.url(keptName), source: `embedded Postgres, data in ${folder}`, isOurs: true };
}

/** A database that is thrown away afterwards: on the given server, else on an embedded one in `folder`. */
export async function throwAwayDatabase(givenUrl: string | undefined, folder: string, cleanup: Cleanup): Promise<StackDatabase> {
  const name = `branch_sync_demo_${randomBytes(6).toString('hex')}`;
  if (givenUrl) {
    await createDatabase(givenUrl, name);
    cleanup.add('the demo’s database', () => dropDatabase(givenUrl, name));
    return { url: withDatabase(givenUrl, name), source: 'a throw-away database on the Postgres of DATABASE_URL', isOurs: true };
  }
  const server = await startEmbeddedPostgres({ folder, durable: false });
  cleanup.add('Postgres', () => server.stop());
  await createDatabase(server.url(), name);
  return { url: server.url(name), source: 'a throw-away embedded Postgres', isOurs: true };
}

/** Drops the embedded database of `start` and makes it again, empty. */
export async function beginDatabaseAnew(url: string): Promise<void> {
  const maintenance = withDatabase(url, 'postgres');
  await dropDatabase(maintenance, keptName);
  await createDatabase(maintenance, keptName);
}

async function createDatabaseOnce(url: string, name: string): Promise<void> {
  try {
    await createDatabase(url, name);
  } catch (error) {
    // Postgres says duplicate_database: an earlier start made it.
    if (!(error instanceof Error && 'code' in error && error.code === '42P04')) throw error;
  }
}

function withDatabase(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
}
