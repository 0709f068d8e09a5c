import { readConfig, requireDatabaseUrl } from '@branch-sync/config';
import { connectDatabase, type Database } from '@branch-sync/db';
import type { CommandContext } from '../command-line/command.ts';
import { withRunningStack } from '../stack/running-stack.ts';

/** Works on the product's database, and closes it whichever way that ends. Throws `ConfigError` where none is set. */
export async function onDatabase<T>(
  { env, terminal }: Pick<CommandContext, 'env' | 'terminal'>,
  work: (db: Database) => Promise<T>,
): Promise<T> {
  const url = requireDatabaseUrl(readConfig(withRunningStack(env, terminal)));
  const { db, close } = connectDatabase(url, { max: 1, applicationName: 'branch-sync keys' });
  try {
    return await work(db);
  } finally {
    await close();
  }
}
