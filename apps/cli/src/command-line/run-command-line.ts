import { secretValues } from '@branch-sync/config';
import { protectSecrets } from '@branch-sync/redaction';
import { cac } from 'cac';
import { type OutputStream, openTerminal } from '../output/terminal.ts';
import { type Command, wordsOf } from './command.ts';
import { UsageError } from './command-error.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { explainError } from './explain-error.ts';

export interface CommandLineStreams {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
}

/** Runs one command line (without node and script) and answers the process's exit code. Throws nothing. */
export async function runCommandLine(
  commands: readonly Command[],
  argv: readonly string[],
  streams: CommandLineStreams,
  env: NodeJS.ProcessEnv,
): Promise<ExitCode> {
  const release = protectSecrets(secretValues(env));
  const terminal = openTerminal(streams, env, argv.includes('--json'));
  let run: (() => Promise<ExitCode>) | undefined;
  const cli = cac('branch-sync');
  for (const command of commands) {
    const registered = cli.command(command.usage, command.description);
    for (const option of command.options) registered.option(option.flags, option.description);
    for (const example of command.examples) registered.example(`  $ ${example}`);
    registered.action((...given: unknown[]) => {
      const options = { ...(given.at(-1) as Record<string, unknown>) };
      const args = given.slice(0, -1).flatMap((value) => (value === undefined ? [] : [String(value)]));
      run = () => command.run({ env, terminal, options, args });
    });
  }
  cli.option('--json', 'Write one JSON document to stdout, everything else to stderr');
  cli.usage('<command> [options]');
  cli.help(withExitCodes);
  try {
    parse(cli, commands, argv);
    return run === undefined ? exitCodes.ok.code : await run();
  } catch (error) {
    return complain(error);
  } finally {
    release();
  }

  function complain(error: unknown): ExitCode {
    const { title, lines } = explainError(error);
    terminal.complain(`${terminal.paint('red', 'error')}  ${title}`);
    for (const line of lines) terminal.complain(`       ${line}`);
    if (terminal.isJson) terminal.answer({ error: { message: title, details: lines } }, '');
    return error instanceof UsageError ? exitCodes.usage.code : exitCodes.wrong.code;
  }
}

function parse(cli: ReturnType<typeof cac>, commands: readonly Command[], argv: readonly string[]): void {
  try {
    cli.parse(['node', 'branch-sync', ...joinWords(commands, argv)]);
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}. Try: branch-sync --help`);
  }
  const isAnswered = cli.matchedCommand !== undefined || cli.options['help'] === true;
  if (isAnswered) return;
  const [unknown] = cli.args;
  if (unknown !== undefined) throw new UsageError(`There is no command “${argv.join(' ')}”. Try: branch-sync --help`);
  if (!argv.includes('--json')) cli.outputHelp();
  throw new UsageError('Name a command. Try: branch-sync --help');
}

/** cac knows a command by one word: those of two are given to it as one. */
function joinWords(commands: readonly Command[], argv: readonly string[]): string[] {
  const twoWords = argv.slice(0, 2).join(' ');
  return commands.some((command) => wordsOf(command) === twoWords && twoWords.includes(' '))
    ? [twoWords, ...argv.slice(2)]
    : [...argv];
}

function withExitCodes(sections: { title?: string; body: string }[]): { title?: string; body: string }[] {
  const codes = Object.values(exitCodes).map(({ code, meaning }) => `  ${code}  ${meaning}`);
  const own = sections.filter(({ title }) => title === undefined || !title.startsWith('For more info'));
  return [...own, { title: 'Exit codes', body: codes.join('\n') }];
}
