import type { Terminal } from '../output/terminal.ts';
import type { ExitCode } from './exit-code.ts';

export interface CommandOption {
  /** As cac reads it: `--name <name>` takes a value, `--all` is a switch. */
  readonly flags: string;
  readonly description: string;
}

export interface CommandContext {
  readonly env: NodeJS.ProcessEnv;
  readonly terminal: Terminal;
  /** Values of the options, by camel-cased name, as cac parsed them. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly args: readonly string[];
}

/** One command: what `--help` says of it, and what it does. */
export interface Command {
  /** Its words, with its arguments: `keys revoke <id>`. */
  readonly usage: string;
  readonly description: string;
  readonly options: readonly CommandOption[];
  readonly examples: readonly string[];
  /** Throws `CommandError` for what a person can put right; everything it opened is closed by then. */
  run(context: CommandContext): Promise<ExitCode>;
}

/** The words that call a command, without its arguments. */
export function wordsOf({ usage }: Command): string {
  return usage.replace(/ ?[<[].*/, '');
}
