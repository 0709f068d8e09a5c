import { readConfig, requireEncryptionKeys } from '@branch-sync/config';
import { cliActor, createSecretBox, forgetClosedSecrets, rotateSecrets } from '@branch-sync/db';
import type { Command } from '../command-line/command.ts';
import { exitCodes } from '../command-line/exit-code.ts';
import { onDatabase } from '../keys/on-database.ts';
import { rotationText } from '../keys/rotation-report.ts';
import { withRunningStack } from '../stack/running-stack.ts';

export const rotateKeysCommand: Command = {
  usage: 'keys rotate',
  description: 'Seal every stored secret with the first of ENCRYPTION_KEYS, while everything goes on',
  options: [{ flags: '--forget-lost', description: 'Forget the secrets that no given key opens: each is to be set anew' }],
  examples: ['branch-sync keys rotate', 'branch-sync keys rotate --json'],
  async run(context) {
    const { env, options, terminal } = context;
    const box = createSecretBox(requireEncryptionKeys(readConfig(withRunningStack(env, terminal))));
    const report = await onDatabase(context, async (db) => {
      const forgotten = options['forgetLost'] === true ? await forgetClosedSecrets(db, box, cliActor) : [];
      return { ...(await rotateSecrets(db, box, cliActor)), forgotten };
    });
    terminal.answer(report, rotationText(report, terminal));
    return report.left.length === 0 ? exitCodes.ok.code : exitCodes.wrong.code;
  },
};
