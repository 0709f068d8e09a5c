import { readConfig } from '@branch-sync/config';
import { runAcceptedSchema } from '@branch-sync/contract';
import type { Command } from '../command-line/command.ts';
import { CommandError } from '../command-line/command-error.ts';
import { exitCodes } from '../command-line/exit-code.ts';
import { followRun } from '../push/follow-run.ts';
import { modelWords, readPushAsk } from '../push/push-ask.ts';
import { drawPushReport, readPushReport } from '../push/push-report.ts';
import { createApiClient } from '../stack/api-client.ts';
import { withRunningStack } from '../stack/running-stack.ts';
import { listenForStop } from '../stack/stop-signals.ts';

export const pushCommand: Command = {
  usage: 'push <branch>',
  description: 'Push central’s master data to a branch, and watch how it goes',
  options: [
    { flags: '--models <models>', description: `${modelWords}; what the branch takes when left out` },
    { flags: '--changed', description: 'What was written on either side since it was last pushed; so it is without this too' },
    { flags: '--all', description: 'All that the branch takes' },
    { flags: '--ids <ids>', description: 'Central’s records of these ids, of one model' },
    { flags: '--search <text>', description: 'Only what has this in its name, reference, barcode, e-mail or the like' },
    { flags: '--conflicts <rule>', description: 'central-wins, branch-wins or ask, in place of the branch’s own rule' },
    { flags: '--dry-run', description: 'Tell what would be done with each record; write nothing' },
    { flags: '--confirm <preview>', description: 'Do exactly what this dry run has told' },
    { flags: '--queue', description: 'Behind what waits already, not before it' },
  ],
  examples: ['branch-sync push B001 --models products --changed --dry-run'],
  async run({ env, terminal, options, args }) {
    const { branch, isPreview, input } = readPushAsk(args[0], options);
    const { api: address, apiKey } = readConfig(withRunningStack(env, terminal));
    if (apiKey === null) {
      throw new CommandError('API_KEY is not set: who is asking?\nMake one: branch-sync keys create --name push --role operator');
    }
    const stop = listenForStop();
    try {
      const api = createApiClient(address.publicUrl, apiKey.reveal(), stop.signal);
      const path = `/branches/${encodeURIComponent(branch)}/push${isPreview ? '/preview' : ''}`;
      const { runId } = await api.send('POST', path, input, runAcceptedSchema);
      terminal.say(terminal.paint('dim', `run ${runId}`));
      const run = await followRun(api, runId, ({ text }) => terminal.say(terminal.paint('dim', text)), stop.signal);
      const report = await readPushReport(api, run);
      terminal.answer(report, drawPushReport(report, isPreview, terminal));
      return run.status === 'succeeded' ? exitCodes.ok.code : exitCodes.wrong.code;
    } finally {
      stop.release();
    }
  },
};
