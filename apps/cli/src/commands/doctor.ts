import { readConfig, requireDatabaseUrl, requireEncryptionKeys } from '@branch-sync/config';
import { connectDatabase, createSecretBox } from '@branch-sync/db';
import { DEFAULT_LIMITS } from '@branch-sync/odoo';
import type { Command } from '../command-line/command.ts';
import { exitCodes } from '../command-line/exit-code.ts';
import { checkConnections } from '../doctor/check-connections.ts';
import { checkDatabase } from '../doctor/check-database.ts';
import { checkQueue } from '../doctor/check-queue.ts';
import { checkSecrets } from '../doctor/check-secrets.ts';
import { doctorDocument, doctorText, isHealthy } from '../doctor/report.ts';
import { queueStoreOf } from '../stack/queue-store.ts';
import { withRunningStack } from '../stack/running-stack.ts';

export const doctorCommand: Command = {
  usage: 'doctor',
  description: 'Look at the database, the queue, central and every branch, and say what to do',
  options: [],
  examples: ['branch-sync doctor', 'branch-sync doctor --json'],
  async run({ env, terminal }) {
    const config = readConfig(withRunningStack(env, terminal));
    const url = requireDatabaseUrl(config);
    const secretBox = createSecretBox(requireEncryptionKeys(config));
    const { db, close } = connectDatabase(url, { max: 4, applicationName: 'branch-sync doctor' });
    try {
      const stores = [await checkDatabase(db, url), await checkQueue(queueStoreOf(config, url))].flat();
      const database = stores.filter(({ subject }) => subject === 'database');
      const limits = { ...DEFAULT_LIMITS, ...config.odoo };
      // It is a finding of the connection's test.
      const onUnverified = () => undefined;
      const deps = { db, secretBox, limits, onUnverified, now: () => new Date() };
      // Without its tables there are no connections to look at.
      const connections = isHealthy(database) ? [...(await checkSecrets(db, secretBox)), ...(await checkConnections(deps))] : [];
      const checks = [...stores, ...connections];
      terminal.answer(doctorDocument(checks), doctorText(checks, terminal));
      return isHealthy(checks) ? exitCodes.ok.code : exitCodes.wrong.code;
    } finally {
      await close();
    }
  },
};
