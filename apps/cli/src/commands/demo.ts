import type { Command } from '../command-line/command.ts';
import { exitCodes } from '../command-line/exit-code.ts';
import { runDemo } from '../demo/run-demo.ts';
import { withCleanup } from '../stack/cleanup.ts';
import { StoppedError } from '../stack/stop-signals.ts';

export const demoCommand: Command = {
  usage: 'demo',
  description: 'Receive three sample branches into a stand-in for central, twice, and check every figure',
  options: [],
  examples: ['branch-sync demo', 'branch-sync demo --json'],
  async run({ env, terminal }) {
    try {
      return await withCleanup(
        (cleanup, signal) => runDemo({ env, terminal, cleanup, signal }),
        (name, error) => terminal.complain(`${name} could not be stopped in order: ${String(error)}`),
      );
    } catch (error) {
      if (!(error instanceof StoppedError)) throw error;
      terminal.complain(`The demo was ${error.message}: nothing was checked, everything is stopped.`);
      return exitCodes.wrong.code;
    }
  },
};
