import { readConfig, requireDatabaseUrl } from '@branch-sync/config';
import { migrateDatabase } from '@branch-sync/db';
import type { Command } from '../command-line/command.ts';
import { exitCodes } from '../command-line/exit-code.ts';
import { migrateQueueStore, queueStoreInWords, queueStoreOf } from '../stack/queue-store.ts';
import { withRunningStack } from '../stack/running-stack.ts';

export const migrateCommand: Command = {
  usage: 'migrate',
  description: 'Bring the database up to date: the product’s tables, and the queue’s where it lives in Postgres',
  options: [],
  examples: ['DATABASE_URL=postgres://user:password@127.0.0.1:5432/branch_sync branch-sync migrate'],
  async run({ env, terminal }) {
    const config = readConfig(withRunningStack(env, terminal));
    const databaseUrl = requireDatabaseUrl(config);
    const store = queueStoreOf(config, databaseUrl);
    const { applied } = await migrateDatabase(databaseUrl);
    await migrateQueueStore(store);
    const tables = applied === 0 ? 'were up to date' : `brought up to date (${applied} ${applied === 1 ? 'step' : 'steps'})`;
    terminal.answer(
      { migrations: { applied }, queueStore: store.kind },
      [`Product tables: ${tables}.`, `Queue: ${queueStoreInWords(store)}: ready.`].join('\n'),
    );
    return exitCodes.ok.code;
  },
};
