import { runCommandLine } from '../../../apps/cli/src/command-line/run-command-line.ts';
import { commands } from '../../../apps/cli/src/commands/all-commands.ts';

/** Runs a command line in this process, as the entry point does, and keeps what it writes. */
export async function runCommand(argv: readonly string[], env: Readonly<Record<string, string>> = {}) {
  let stdout = '';
  let stderr = '';
  const write = {
    stdout: (text: string) => {
      stdout += text;
    },
    stderr: (text: string) => {
      stderr += text;
    },
  };
  const code = await runCommandLine(commands, argv, { stdout: { write: write.stdout }, stderr: { write: write.stderr } }, env);
  return { code, stdout, stderr };
}
