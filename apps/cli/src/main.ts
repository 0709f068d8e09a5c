import { runCommandLine } from './command-line/run-command-line.ts';
import { commands } from './commands/all-commands.ts';

process.exitCode = await runCommandLine(commands, process.argv.slice(2), process, process.env);
