import { resolve } from 'node:path';
import type { Command } from '../command-line/command.ts';
import { exitCodes } from '../command-line/exit-code.ts';
import { withCleanup } from '../stack/cleanup.ts';
import { localFolder } from '../stack/project-folder.ts';
import { StoppedError } from '../stack/stop-signals.ts';
import { runStart } from '../start/run-start.ts';

export const startCommand: Command = {
  usage: 'start',
  description: 'Run everything on this machine until Ctrl-C: API, worker, Odoo stand-ins',
  options: [
    { flags: '--no-samples', description: 'No stand-ins and no sample branches: for an Odoo of your own' },
    { flags: '--folder <path>', description: 'Where database, keys and logs are kept; .local in the clone when left out' },
  ],
  examples: ['branch-sync start', 'branch-sync start --no-samples'],
  async run({ env, terminal, options }) {
    const folder = resolve(typeof options['folder'] === 'string' ? options['folder'] : localFolder);
    try {
      return await withCleanup(
        (cleanup, signal) => runStart({ env, terminal, wantsSamples: options['samples'] !== false, folder, cleanup, signal }),
        (name, error) => terminal.complain(`${name} could not be stopped in order: ${String(error)}`),
      );
    } catch (error) {
      if (!(error instanceof StoppedError)) throw error;
      terminal.complain('Everything is stopped.');
      return exitCodes.ok.code;
    }
  },
};
