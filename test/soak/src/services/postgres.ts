import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { migrateDatabase } from '@branch-sync/db';
import { createDatabase, startEmbeddedPostgres } from '@branch-sync/local-services';
import type { Scope } from '../../../bench/src/scope.ts';
import { restartable, type Service } from './service.ts';

/** A Postgres whose data survive its crashes. */
export interface PostgresService extends Service {
  /** Of a migrated database. */
  readonly url: string;
}

/** Postgres's immediate shutdown: nothing is flushed, and its next start has to recover, as after a kill. */
const immediateShutdown = 'SIGQUIT';

/** Starts a Postgres in a folder; it ends with the scope. */
export async function openPostgres(scope: Scope, folder: string): Promise<PostgresService> {
  // As root, Postgres runs as another user, who must be able to reach its folder.
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o711);
  const data = join(folder, 'postgres');
  const first = await startEmbeddedPostgres({ folder: data, durable: true });
  const port = Number(new URL(first.url()).port);
  const service = restartable('Postgres', first, immediateShutdown, () =>
    startEmbeddedPostgres({ folder: data, durable: true, port }),
  );
  scope.add('Postgres', () => service.stop());
  await createDatabase(first.url(), 'soak');
  const url = first.url('soak');
  await migrateDatabase(url);
  return { ...service, url };
}
