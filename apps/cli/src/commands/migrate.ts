import { readConfig, requireDatabaseUrl } from '@branch-sync/config';
import { AppRoleError, grantAppRole, migrateDatabase } from '@branch-sync/db';
import type { Command } from '../command-line/command.ts';
import { CommandError, UsageError } from '../command-line/command-error.ts';
import { exitCodes } from '../command-line/exit-code.ts';
import { migrateQueueStore, queueStoreInWords, queueStoreOf } from '../stack/queue-store.ts';
import { withRunningStack } from '../stack/running-stack.ts';

export const migrateCommand: Command = {
  usage: 'migrate',
  description: 'Bring the database up to date: the product’s tables, and the queue’s where it lives in Postgres',
  options: [
    {
      flags: '--app-role <role>',
      description: 'Give this database role what API and worker need, and no more: the audit log it may only add to',
    },
  ],
  examples: [
    'DATABASE_URL=postgres://user:password@127.0.0.1:5432/branch_sync branch-sync migrate',
    'DATABASE_URL=postgres://owner:password@127.0.0.1:5432/branch_sync branch-sync migrate --app-role branch_sync_app',
  ],
  async run({ env, terminal, options }) {
    const appRole = appRoleOf(options);
    const config = readConfig(withRunningStack(env, terminal));
    const databaseUrl = requireDatabaseUrl(config);
    const store = queueStoreOf(config, databaseUrl);
    const { applied } = await migrateDatabase(databaseUrl);
    await migrateQueueStore(store);
    if (appRole !== null) await grant(databaseUrl, appRole, store.kind === 'postgres' ? store.schema : null);
    const tables = applied === 0 ? 'were up to date' : `brought up to date (${applied} ${applied === 1 ? 'step' : 'steps'})`;
    terminal.answer(
      { migrations: { applied }, queueStore: store.kind, ...(appRole === null ? {} : { appRole }) },
      [
        `Product tables: ${tables}.`,
        `Queue: ${queueStoreInWords(store)}: ready.`,
        ...(appRole === null ? [] : [`Role ${appRole}: may do what API and worker need, and only add to the audit log.`]),
      ].join('\n'),
    );
    return exitCodes.ok.code;
  },
};

function appRoleOf({ appRole }: Readonly<Record<string, unknown>>): string | null {
  if (appRole === undefined) return null;
  const role = String(appRole);
  if (role === '') throw new UsageError('--app-role needs the name of a database role.');
  return role;
}

async function grant(databaseUrl: string, role: string, queueSchema: string | null): Promise<void> {
  try {
    await grantAppRole(databaseUrl, role, queueSchema);
  } catch (error) {
    throw error instanceof AppRoleError ? new CommandError(error.message) : error;
  }
}
