import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrateDatabase } from '@branch-sync/db';
import { createDatabase, startEmbeddedPostgres } from '@branch-sync/local-services';
import { untilGone } from './command-process.ts';
import type { DatabaseServer } from './database.ts';

/** A Postgres of a test's own, which may die and be started again: at the same port, on the same data. */
export interface MortalPostgres extends DatabaseServer {
  /** SIGKILL: as in a crash, or as the out-of-memory killer ends it. Settles when the server is gone. */
  kill(): Promise<void>;
  /** SIGQUIT: Postgres's immediate shutdown, recovery follows at the next start. Settles when the server is gone. */
  stopAtOnce(): Promise<void>;
  startAgain(): Promise<void>;
  /** Stops it for good, and removes its data. */
  remove(): Promise<void>;
}

/** Starts one, with a migrated database to copy. The caller removes it. */
export async function aMortalPostgres(): Promise<MortalPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'branch-sync-mortal-'));
  // The server may run as another user.
  await chmod(folder, 0o755);
  // Durable: its data outlive it, and what it has told to be committed is on disk.
  const options = { folder, durable: true };
  let server = await startEmbeddedPostgres(options);
  const url = server.url();
  const port = Number(new URL(url).port);
  const templateDatabase = 'template_mortal';
  await createDatabase(url, templateDatabase);
  await migrateDatabase(server.url(templateDatabase));

  const end = async (signal: 'SIGKILL' | 'SIGQUIT') => {
    process.kill(server.pid, signal);
    await untilGone([server.pid]);
  };
  return {
    url,
    templateDatabase,
    kill: () => end('SIGKILL'),
    stopAtOnce: () => end('SIGQUIT'),
    async startAgain() {
      server = await startEmbeddedPostgres({ ...options, port });
    },
    async remove() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
